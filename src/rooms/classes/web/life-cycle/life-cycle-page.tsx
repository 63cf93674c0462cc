// The base by category over time, movement between two dates with its balance, who left and who came back.

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';
import { addDays, addMonths, day, firstOfMonth } from '#platform/shared/days.ts';
import { useAddress } from '#platform/web/lib/address.ts';
import { addressOf } from '#platform/web/lib/client.ts';
import { query } from '#platform/web/lib/queries.ts';
import { mayDo, useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { ButtonLink } from '#platform/web/ui/button.tsx';
import { Chip, ConditionBar } from '#platform/web/ui/condition-bar.tsx';
import { ReportPage } from '#platform/web/ui/pages.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { EmptyState, ErrorState } from '#platform/web/ui/states.tsx';
import { Tabs } from '#platform/web/ui/tabs.tsx';
import type { getLifeCycle } from '../../shared/life-cycle-contract.ts';
import { CalculationNote } from '../parts/calculation-note.tsx';
import { ChoiceList } from '../parts/choice.tsx';
import { PeriodChip } from '../parts/period-chip.tsx';
import { readDay, useClassState } from '../parts/use-question.ts';
import type { ClassState } from '../parts/use-question.ts';
import { LeavingTab } from './leaving-tab.tsx';
import { MovedTab } from './moved-tab.tsx';
import { StructureTab } from './structure-tab.tsx';

const tabs = ['structure', 'leaving', 'lost', 'recovered', 'new'] as const;

export function Page() {
  const { t } = useTexts();
  const state = useClassState();
  if (state.data) return <LifeCyclePage state={state.data} />;
  return (
    <ReportPage title={t('classes.life.title')}>
      {state.error ? (
        <ErrorState error={state.error} onRetry={() => void state.refetch()} />
      ) : (
        <SkeletonText lines={8} />
      )}
    </ReportPage>
  );
}

function LifeCyclePage({ state }: { readonly state: ClassState }) {
  const { t } = useTexts();
  const { search, change } = useAddress();
  const session = useSession();
  const tab = tabs.find((name) => name === search['tab']) ?? 'structure';
  const to = readDay(search['to']) ?? state.defaultAsOf;
  const from = readDay(search['from']) ?? addMonths(firstOfMonth(day(to)), -11);
  const direction = search['direction'];
  const asked = { from, to, ...(direction === undefined ? {} : { direction }) };
  const life = useQuery({
    ...query<typeof getLifeCycle>('/api/life-cycle', { query: asked }),
    placeholderData: keepPreviousData,
  });
  const isEmpty = state.settlements === 0;
  const kept = { from: search['from'], to: search['to'], direction };
  const moved = tab === 'lost' || tab === 'recovered' || tab === 'new' ? tab : undefined;
  return (
    <ReportPage
      title={t('classes.life.title')}
      actions={
        moved !== undefined &&
        mayDo(session, { resource: 'customers', action: 'export' }) && (
          <ButtonLink
            kind="quiet"
            icon={IconDownload}
            download
            to={addressOf('/api/life-cycle/moved/export', {
              query: {
                ...asked,
                is: moved,
                byDirection: search['by'] === 'direction' ? true : undefined,
                format: 'xlsx',
              },
            })}
          >
            {t('classes.export')}
          </ButtonLink>
        )
      }
      tabs={
        <Tabs
          label={t('classes.life.title')}
          current={tab}
          tabs={tabs.map((key) => ({
            key,
            label: t(`classes.life.tab.${key}`),
            to: addressOf('/life-cycle', {
              query: { ...(key === 'structure' ? {} : { tab: key }), ...kept },
            }),
          }))}
        />
      }
      parameters={
        !isEmpty && (
          <ConditionBar
            note={
              life.data &&
              t('classes.life.rule', { count: life.data.windowMonths, version: String(life.data.version) })
            }
          >
            <PeriodChip
              from={from}
              to={to}
              defaultTo={state.defaultAsOf}
              onPick={(period) => change(period)}
            />
            {life.data && life.data.directions.length > 0 && tab !== 'leaving' && (
              <Chip
                field={t('classes.life.direction')}
                value={
                  life.data.directions.find((one) => one.id === direction)?.name ?? t('classes.life.all')
                }
                onRemove={direction === undefined ? undefined : () => change({ direction: undefined })}
                edit={(close) => (
                  <ChoiceList
                    label={t('classes.life.direction')}
                    value={direction ?? ''}
                    choices={[
                      { value: '', label: t('classes.life.all') },
                      ...(life.data?.directions ?? []).map((one) => ({ value: one.id, label: one.name })),
                    ]}
                    onPick={(value) => {
                      change({ direction: value });
                      close();
                    }}
                  />
                )}
              />
            )}
          </ConditionBar>
        )
      }
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
          {t('classes.life.empty')}
        </EmptyState>
      ) : tab === 'leaving' ? (
        <LeavingTab asOf={to} />
      ) : moved !== undefined ? (
        <MovedTab is={moved} asked={asked} />
      ) : life.error ? (
        <ErrorState error={life.error} onRetry={() => void life.refetch()} />
      ) : life.data ? (
        <StructureTab life={life.data} before={addDays(day(life.data.from), -1)} />
      ) : (
        <SkeletonText lines={10} />
      )}
    </ReportPage>
  );
}
