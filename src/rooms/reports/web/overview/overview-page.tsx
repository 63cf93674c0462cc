// The first conclusions after sales came in: one sentence, turnover, classes, categories, who is leaving, key customers.

import { IconUpload } from '@tabler/icons-react';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { mayDo, useSession } from '#platform/web/lib/session.ts';
import { ButtonLink } from '#platform/web/ui/button.tsx';
import { ConditionBar } from '#platform/web/ui/condition-bar.tsx';
import { ReportPage } from '#platform/web/ui/pages.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import { AsOfChip, CalculationNote, readDay, useClassState } from '#rooms/classes/web/index.ts';
import { useAddress } from '#platform/web/lib/address.ts';
import { BaseMovement } from './base-movement.tsx';
import { ClassesInSmall, KeyCustomers } from './classes-in-small.tsx';
import { FirstSteps } from './first-steps.tsx';
import { Leaving } from './leaving.tsx';
import css from './overview.module.css';
import { SummingUp } from './summing-up.tsx';
import { TurnoverByMonth } from './turnover.tsx';

export function Page() {
  const { t, formats } = useTexts();
  const session = useSession();
  const { search } = useAddress();
  const state = useClassState();
  if (!state.data) {
    return (
      <ReportPage title={t('reports.overview.title')}>
        {state.error ? (
          <ErrorState error={state.error} onRetry={() => void state.refetch()} />
        ) : (
          <SkeletonText lines={8} />
        )}
      </ReportPage>
    );
  }
  const { settlements, defaultAsOf, today, calculatedAt, job } = state.data;
  if (settlements === 0 && job === null) {
    return (
      <ReportPage title={t('reports.overview.title')}>
        <FirstSteps customers={state.data.customers} />
      </ReportPage>
    );
  }
  const asOf = readDay(search['asOf']) ?? defaultAsOf;
  const seesAmounts = mayDo(session, { resource: 'amounts', action: 'read' });
  return (
    <ReportPage
      title={t('reports.overview.title')}
      actions={
        mayDo(session, { resource: 'imports', action: 'write' }) && (
          <ButtonLink icon={IconUpload} to="/imports/new">
            {t('reports.overview.bring')}
          </ButtonLink>
        )
      }
      parameters={
        <ConditionBar
          note={
            calculatedAt === null
              ? t('reports.overview.not_calculated')
              : t('reports.overview.calculated', {
                  moment: formats.moment(calculatedAt, session.company.timeZone),
                })
          }
        >
          <AsOfChip asOf={asOf} defaultAsOf={defaultAsOf} today={today} />
        </ConditionBar>
      }
    >
      <CalculationNote state={state.data} />
      <SummingUp asOf={asOf} />
      <div className={css.wrap}>
        <div className={css.grid}>
          <div className={css.main}>
            {seesAmounts && <TurnoverByMonth asOf={asOf} />}
            <BaseMovement asOf={asOf} />
          </div>
          <aside className={css.side}>
            <ClassesInSmall asOf={asOf} />
            <Leaving asOf={asOf} />
            <KeyCustomers asOf={asOf} />
          </aside>
        </div>
      </div>
    </ReportPage>
  );
}
