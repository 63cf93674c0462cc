// ABC x XYZ at a date: the table, its customers, the history of classes, flows between two dates.

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';
import { useAddress } from '#platform/web/lib/address.ts';
import { addressOf } from '#platform/web/lib/client.ts';
import { query } from '#platform/web/lib/queries.ts';
import { mayDo, useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { ButtonLink } from '#platform/web/ui/button.tsx';
import { Chip, ConditionBar } from '#platform/web/ui/condition-bar.tsx';
import { Figure } from '#platform/web/ui/figure.tsx';
import { ReportPage } from '#platform/web/ui/pages.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { EmptyState, ErrorState } from '#platform/web/ui/states.tsx';
import { Tabs } from '#platform/web/ui/tabs.tsx';
import type { getClassTable } from '../shared/table-contract.ts';
import { CustomersTab } from './customers/customers-tab.tsx';
import { FlowsTab } from './flows/flows-tab.tsx';
import { HistoryTab } from './history/history-tab.tsx';
import { AsOfChip } from './parts/as-of-chip.tsx';
import { CalculationNote } from './parts/calculation-note.tsx';
import { ChoiceList } from './parts/choice.tsx';
import { useClassState, useDateQuestion } from './parts/use-question.ts';
import type { DateQuestion } from './parts/use-question.ts';
import { CellDrawer } from './table/cell-drawer.tsx';
import type { ClassTable } from './table/cells.ts';
import { whyKey, whyRanked, windowWords } from './table/class-why.ts';
import { TableTab } from './table/table-tab.tsx';
import { MovesDrawer } from './what-if/moves-drawer.tsx';
import { bordersOf, readTried } from './what-if/tried.ts';
import { readCell, writeCell } from './table/cell-address.ts';

const tabs = ['table', 'customers', 'history', 'flows'] as const;

export function Page() {
  const { t } = useTexts();
  const state = useClassState();
  if (state.error) {
    return (
      <ReportPage title={t('classes.title')}>
        <ErrorState error={state.error} onRetry={() => void state.refetch()} />
      </ReportPage>
    );
  }
  if (!state.data) return <Waiting />;
  return <ClassesPage state={state.data} />;
}

function Waiting() {
  const { t } = useTexts();
  return (
    <ReportPage title={t('classes.title')}>
      <SkeletonText lines={10} />
    </ReportPage>
  );
}

type State = NonNullable<ReturnType<typeof useClassState>['data']>;

function ClassesPage({ state }: { readonly state: State }) {
  const { t } = useTexts();
  const { search } = useAddress();
  const session = useSession();
  const question = useDateQuestion(state.defaultAsOf);
  const tab = tabs.find((name) => name === search['tab']) ?? 'table';
  const table = useQuery({
    ...query<typeof getClassTable>('/api/classes/table', { query: question }),
    placeholderData: keepPreviousData,
  });
  const isEmpty = state.settlements === 0;
  const dated = search['asOf'] === undefined ? {} : { asOf: search['asOf'] };
  return (
    <ReportPage
      title={t('classes.title')}
      actions={
        !isEmpty &&
        mayDo(session, { resource: 'customers', action: 'export' }) && (
          <ButtonLink
            kind="quiet"
            icon={IconDownload}
            download
            to={addressOf('/api/classes/customers/export', { query: { ...question, format: 'xlsx' } })}
          >
            {t('classes.export')}
          </ButtonLink>
        )
      }
      tabs={
        <Tabs
          label={t('classes.title')}
          current={tab}
          tabs={tabs.map((key) => ({
            key,
            label: t(`classes.tab.${key}`),
            to: addressOf('/classes', { query: { ...(key === 'table' ? {} : { tab: key }), ...dated } }),
          }))}
        />
      }
      parameters={!isEmpty && <Parameters state={state} question={question} table={table.data} tab={tab} />}
      panel={!isEmpty && tab === 'table' && <Panel table={table.data} question={question} />}
    >
      <CalculationNote state={state} />
      {isEmpty ? (
        <EmptyState
          action={
            <ButtonLink kind="filled" to="/imports/new">
              {t('classes.empty.action')}
            </ButtonLink>
          }
        >
          {t('classes.empty.text')}
        </EmptyState>
      ) : tab === 'history' ? (
        <HistoryTab />
      ) : tab === 'flows' ? (
        <FlowsTab asOf={question.asOf} today={state.today} />
      ) : tab === 'customers' ? (
        <CustomersTab question={question} />
      ) : (
        <TableBody
          table={table.data}
          error={table.error}
          onRetry={() => void table.refetch()}
          question={question}
        />
      )}
    </ReportPage>
  );
}

interface TableBodyProps {
  readonly table: ClassTable | undefined;
  readonly error: Error | null;
  readonly onRetry: () => void;
  readonly question: DateQuestion;
}

function TableBody({ table, error, onRetry, question }: TableBodyProps) {
  const { t, formats } = useTexts();
  const { search, change } = useAddress();
  if (error) return <ErrorState error={error} onRetry={onRetry} />;
  if (!table) return <SkeletonText lines={10} />;
  if (table.customers === 0) {
    return <EmptyState>{t('classes.empty.nobody', { day: formats.day(table.asOf) })}</EmptyState>;
  }
  return (
    <TableTab
      table={table}
      question={question}
      picked={readCell(search['cell'])}
      onPick={(cell) => change({ cell: writeCell(cell), panel: undefined })}
      onMoves={() => change({ panel: 'moves', cell: undefined })}
    />
  );
}

function Panel({
  table,
  question,
}: {
  readonly table: ClassTable | undefined;
  readonly question: DateQuestion;
}) {
  const { search, change } = useAddress();
  if (!table) return null;
  const cell = readCell(search['cell']);
  if (cell) {
    return (
      <CellDrawer cell={cell} table={table} question={question} onClose={() => change({ cell: undefined })} />
    );
  }
  if (search['panel'] !== 'moves') return null;
  const tried = readTried(search, bordersOf(table.definitions));
  return <MovesDrawer question={question} tried={tried} onClose={() => change({ panel: undefined })} />;
}

interface ParametersProps {
  readonly state: State;
  readonly question: DateQuestion;
  readonly table: ClassTable | undefined;
  readonly tab: string;
}

function Parameters({ state, question, table, tab }: ParametersProps) {
  const texts = useTexts();
  const { t } = texts;
  const { change } = useAddress();
  if (tab === 'history' || tab === 'flows') return null;
  const period = question.period ?? table?.definitions.xyz.period ?? 'month';
  const months = table?.definitions.abc.windowMonths;
  return (
    <ConditionBar
      note={
        table && (
          <>
            {t('classes.rule_version', { version: String(table.version) })}{' '}
            <Figure why={whyRanked(texts, table)}>
              {t('classes.not_ranked', { count: table.notRanked })}
            </Figure>
            {' · '}
            <Figure why={whyKey(texts, table)}>
              {t('classes.key_customers', { count: table.keyCustomers })}
            </Figure>
          </>
        )
      }
    >
      <AsOfChip asOf={question.asOf} defaultAsOf={state.defaultAsOf} today={state.today} />
      <Chip
        field={t('classes.base')}
        value={t('classes.base_turnover', { window: windowWords(texts, months === undefined ? 12 : months) })}
        edit={(close) => (
          <ChoiceList
            label={t('classes.base')}
            value={question.window ?? 'rule'}
            choices={['rule', '6m', '12m', '24m', 'all'].map((value) => ({
              value,
              label: value === 'rule' ? t('classes.by_rule') : windowWords(texts, monthsOf(value)),
            }))}
            onPick={(value) => {
              change({ window: value === 'rule' ? undefined : value });
              close();
            }}
          />
        )}
      />
      <Chip
        field={t('classes.period')}
        value={t(`classes.period.${period}`)}
        edit={(close) => (
          <PeriodChoice
            value={period}
            onPick={(value) => {
              change({ period: value });
              close();
            }}
          />
        )}
      />
    </ConditionBar>
  );
}

function PeriodChoice({
  value,
  onPick,
}: {
  readonly value: string;
  readonly onPick: (value: string) => void;
}) {
  const { t } = useTexts();
  const choices = (['month', 'quarter'] as const).map((one) => ({
    value: one,
    label: t(`classes.period.${one}`),
  }));
  return <ChoiceList label={t('classes.period')} value={value} choices={choices} onPick={onPick} />;
}

/** '12m' -> 12, 'all' -> null. */
function monthsOf(window: string): number | null {
  return window === 'all' ? null : Number(window.slice(0, -1));
}
