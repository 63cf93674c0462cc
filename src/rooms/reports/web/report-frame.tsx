// The frame of the four reports: head with print and export, period, comparison, the way to the other three.

import { IconDownload, IconPrinter } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useAddress } from '#platform/web/lib/address.ts';
import { addressOf } from '#platform/web/lib/client.ts';
import { mayDo, useSession } from '#platform/web/lib/session.ts';
import type { Need } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button, ButtonLink } from '#platform/web/ui/button.tsx';
import { Chip, ConditionBar } from '#platform/web/ui/condition-bar.tsx';
import { useGo } from '#platform/web/ui/link.tsx';
import { ReportPage } from '#platform/web/ui/pages.tsx';
import { SegmentedControl } from '#platform/web/ui/segmented.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { EmptyState, ErrorState } from '#platform/web/ui/states.tsx';
import { CalculationNote, ChoiceList, PeriodChip, useClassState } from '#rooms/classes/web/index.ts';
import type { ClassState } from '#rooms/classes/web/index.ts';
import { useAskedPeriod } from './use-period.ts';
import type { AskedPeriod } from './use-period.ts';
import css from './reports.module.css';

export const reportPages = ['employees', 'customers', 'dynamics', 'products'] as const;
export type ReportPageName = (typeof reportPages)[number];

export const needs: Readonly<Record<ReportPageName, Need>> = {
  employees: { resource: 'employeeReports', action: 'read' },
  customers: { resource: 'classes', action: 'read' },
  dynamics: { resource: 'amounts', action: 'read' },
  products: { resource: 'amounts', action: 'read' },
};

export interface ReportFrameProps {
  readonly name: ReportPageName;
  /** Whether a comparison makes sense here. */
  readonly isCompared?: boolean;
  readonly conditions?: ReactNode;
  readonly children: (asked: AskedPeriod, state: ClassState) => ReactNode;
  readonly panel?: (asked: AskedPeriod) => ReactNode;
}

export function ReportFrame({ name, isCompared = true, conditions, children, panel }: ReportFrameProps) {
  const { t, formats } = useTexts();
  const state = useClassState();
  const session = useSession();
  if (!state.data) {
    return (
      <ReportPage title={t(`reports.${name}.title`)}>
        {state.error ? (
          <ErrorState error={state.error} onRetry={() => void state.refetch()} />
        ) : (
          <SkeletonText lines={8} />
        )}
      </ReportPage>
    );
  }
  return (
    <Framed name={name} isCompared={isCompared} conditions={conditions} state={state.data} panel={panel}>
      {(asked, found) =>
        found.settlements === 0 ? (
          <EmptyState
            action={
              <ButtonLink kind="filled" to="/imports/new">
                {t('reports.empty.action')}
              </ButtonLink>
            }
          >
            {t('reports.empty.text')}
          </EmptyState>
        ) : (
          <>
            <CalculationNote state={found} />
            <p className={css.printHead}>
              {session.company.name}, {t(`reports.${name}.title`)}, {formats.days(asked.from, asked.to)}
            </p>
            {children(asked, found)}
          </>
        )
      }
    </Framed>
  );
}

type FramedProps = Required<Pick<ReportFrameProps, 'name' | 'isCompared' | 'children'>> &
  Pick<ReportFrameProps, 'conditions' | 'panel'> & { readonly state: ClassState };

function Framed({ name, isCompared, conditions, state, children, panel }: FramedProps) {
  const { t } = useTexts();
  const { change } = useAddress();
  const asked = useAskedPeriod(state.defaultAsOf);
  const query = { from: asked.from, to: asked.to };
  return (
    <ReportPage
      title={t(`reports.${name}.title`)}
      crumb={{ label: t('reports.title'), to: '/reports' }}
      actions={<ReportActions name={name} query={query} />}
      parameters={
        <ConditionBar>
          <PeriodChip
            from={asked.from}
            to={asked.to}
            defaultTo={state.defaultAsOf}
            onPick={(period) => change({ ...period, pick: undefined })}
          />
          {isCompared && <ComparisonChip asked={asked} />}
          {conditions}
          <span className="grow" />
          <OtherReports name={name} />
        </ConditionBar>
      }
      panel={panel?.(asked)}
    >
      {children(asked, state)}
    </ReportPage>
  );
}

function ReportActions({
  name,
  query,
}: {
  readonly name: ReportPageName;
  readonly query: { from: string; to: string };
}) {
  const { t } = useTexts();
  const session = useSession();
  const resource = name === 'customers' ? 'customers' : needs[name].resource;
  const file = (format: string) =>
    addressOf('/api/reports/:name/file', { params: { name }, query: { ...query, format } });
  return (
    <>
      <Button className="desk" kind="quiet" icon={IconPrinter} onClick={() => globalThis.print()}>
        {t('reports.print')}
      </Button>
      {mayDo(session, { resource, action: 'export' }) && (
        <>
          <ButtonLink className="desk" kind="quiet" download to={file('csv')}>
            CSV
          </ButtonLink>
          <ButtonLink icon={IconDownload} download to={file('xlsx')}>
            {t('reports.excel')}
          </ButtonLink>
        </>
      )}
    </>
  );
}

function ComparisonChip({ asked }: { readonly asked: AskedPeriod }) {
  const { t, formats } = useTexts();
  const { change } = useAddress();
  return (
    <Chip
      field={t('reports.compare')}
      value={
        asked.before ? (
          <span className="number">{formats.days(asked.before.from, asked.before.to)}</span>
        ) : (
          t('reports.compare_none')
        )
      }
      edit={(close) => (
        <ChoiceList
          label={t('reports.compare')}
          value={asked.comparison}
          choices={(['year', 'previous', 'none'] as const).map((value) => ({
            value,
            label: t(`reports.compare_${value}`),
          }))}
          onPick={(value) => {
            change({ compare: value === 'year' ? undefined : value });
            close();
          }}
        />
      )}
    />
  );
}

function OtherReports({ name }: { readonly name: ReportPageName }) {
  const { t } = useTexts();
  const session = useSession();
  const { search } = useAddress();
  const go = useGo();
  const kept = { from: search['from'], to: search['to'], compare: search['compare'] };
  return (
    <SegmentedControl
      label={t('reports.title')}
      value={name}
      options={reportPages
        .filter((one) => mayDo(session, needs[one]))
        .map((value) => ({ value, label: t(`reports.${value}.short`) }))}
      onChange={(value) => go(addressOf(`/reports/${value}`, { query: kept }))}
    />
  );
}
