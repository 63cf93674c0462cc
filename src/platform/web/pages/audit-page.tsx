import { IconShieldCheck } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { listAudit, verifyAudit } from '#platform/shared/contracts/settings.ts';
import { dayInZone, parseDay } from '#platform/shared/days.ts';
import { useAddress } from '../lib/address.ts';
import { pagedQuery, query } from '../lib/queries.ts';
import { useSession } from '../lib/session.ts';
import { useTexts } from '../lib/texts.tsx';
import { Button } from '../ui/button.tsx';
import { AddCondition, Chip, ConditionBar } from '../ui/condition-bar.tsx';
import { DataTable } from '../ui/data-table.tsx';
import type { Column } from '../ui/data-table.tsx';
import { DateField } from '../ui/date-field.tsx';
import { ListPage } from '../ui/pages.tsx';
import { EmptyState, ErrorState, Note } from '../ui/states.tsx';
import { AuditPanel } from './audit-panel.tsx';
import { useAuditWords } from './audit-words.ts';
import type { AuditEntry } from './audit-words.ts';
import { SettingsTabs } from './settings-tabs.tsx';

type Input = Parameters<typeof pagedQuery<typeof listAudit>>[1];

/** Every change, the newest first; one opens at the right with what was before and after. */
export function Page() {
  const { t } = useTexts();
  const { search, change } = useAddress();
  const [opened, setOpened] = useState<AuditEntry>();
  const [isVerifying, setVerifying] = useState(false);
  const filter = Object.fromEntries(
    (['entity', 'entityId', 'person', 'from', 'until'] as const).flatMap((key) =>
      search[key] ? [[key, search[key]]] : [],
    ),
  );
  const pages = useInfiniteQuery(pagedQuery<typeof listAudit>('/api/audit', { query: filter } as Input));
  const columns = useAuditColumns();
  return (
    <ListPage
      title={t('platform.settings.title')}
      tabs={<SettingsTabs current="audit" />}
      actions={
        <Button icon={IconShieldCheck} onClick={() => setVerifying(true)}>
          {t('platform.audit.verify')}
        </Button>
      }
      conditions={
        <>
          <AuditConditions entities={pages.data?.pages[0]?.entities ?? []} />
          {isVerifying && <Verification />}
        </>
      }
      panel={
        opened && (
          <AuditPanel
            entry={opened}
            onClose={() => setOpened(undefined)}
            onRecord={() => change({ entity: opened.entity, entityId: opened.entityId })}
            onPerson={opened.person ? () => change({ person: opened.person?.id }) : undefined}
          />
        )
      }
    >
      {pages.isError ? (
        <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
      ) : (
        <DataTable
          label={t('platform.audit.title')}
          columns={columns}
          rows={pages.data?.pages.flatMap((page) => page.rows)}
          rowKey={(row) => row.id}
          rowState={(row) => (row.id === opened?.id ? 'picked' : undefined)}
          onOpen={setOpened}
          onEnd={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
          isLoadingMore={pages.isFetchingNextPage}
          empty={<EmptyState>{t('platform.audit.empty')}</EmptyState>}
        />
      )}
    </ListPage>
  );
}

function useAuditColumns(): readonly Column<AuditEntry>[] {
  const { t, formats } = useTexts();
  const { company } = useSession();
  const words = useAuditWords();
  const who = (row: AuditEntry) => row.person?.name ?? t('platform.audit.program');
  return [
    {
      key: 'at',
      title: t('platform.audit.at'),
      width: 140,
      phone: 'sum',
      render: (row) => formats.moment(row.at, company.timeZone),
      exportValue: (row) => row.at,
    },
    {
      key: 'person',
      title: t('platform.audit.who'),
      width: 220,
      maxWidth: 220,
      phone: 'note',
      render: who,
      exportValue: who,
    },
    {
      key: 'action',
      title: t('platform.audit.what'),
      width: 200,
      phone: 'name',
      render: (row) => words.action(row.action),
      exportValue: (row) => row.action,
    },
    {
      key: 'entity',
      title: t('platform.audit.record'),
      grow: true,
      phone: 'marks',
      render: (row) => (
        <>
          {words.entity(row.entity)} <span className="muted">{row.entityId}</span>
        </>
      ),
      exportValue: (row) => `${row.entity} ${row.entityId}`,
    },
  ];
}

function AuditConditions({ entities }: { readonly entities: readonly string[] }) {
  const { t, formats } = useTexts();
  const { search, change } = useAddress();
  const { company } = useSession();
  const words = useAuditWords();
  const today = dayInZone(new Date(), company.timeZone);
  const { entity, entityId, person, from, until } = search;
  return (
    <ConditionBar>
      {entity && (
        <Chip
          field={t('platform.audit.record')}
          value={`${words.entity(entity)}${entityId ? ` ${entityId}` : ''}`}
          onRemove={() => change({ entity: undefined, entityId: undefined })}
        />
      )}
      {person && (
        <Chip field={t('platform.audit.who')} value={person} onRemove={() => change({ person: undefined })} />
      )}
      {(from || until) && (
        <Chip
          field={t('platform.audit.days')}
          value={formats.days(from ?? until ?? '', until ?? from ?? '')}
          onRemove={() => change({ from: undefined, until: undefined })}
        />
      )}
      <AddCondition>
        {(done) => (
          <>
            <DateField
              label={t('platform.audit.from')}
              today={today}
              value={parseDay(from ?? '') ?? null}
              onChange={(day) => change({ from: day ?? undefined })}
            />
            <DateField
              label={t('platform.audit.until')}
              today={today}
              value={parseDay(until ?? '') ?? null}
              onChange={(day) => change({ until: day ?? undefined })}
            />
            {entities.map((item) => (
              <Button
                key={item}
                kind="quiet"
                onClick={() => {
                  change({ entity: item, entityId: undefined });
                  done();
                }}
              >
                {words.entity(item)}
              </Button>
            ))}
          </>
        )}
      </AddCondition>
    </ConditionBar>
  );
}

/** Whether the chain of seals fits; its last hash is worth keeping elsewhere. */
function Verification() {
  const { t, formats } = useTexts();
  const found = useQuery({ ...query<typeof verifyAudit>('/api/audit/verification', {}), staleTime: 0 });
  if (found.isError) return <ErrorState error={found.error} isInline onRetry={() => void found.refetch()} />;
  if (!found.data) return <Note tone="accent">{t('platform.audit.verifying')}</Note>;
  const { intact, sealed, unsealed, brokenSeal, lastHash } = found.data;
  return (
    <Note tone={intact ? 'accent' : 'red'}>
      {intact
        ? t('platform.audit.intact', { sealed: formats.int(sealed), unsealed: formats.int(unsealed) })
        : t('platform.audit.broken', { seal: brokenSeal ?? '' })}
      {lastHash !== null && (
        <div className="small">
          {t('platform.audit.last_hash', { hash: lastHash.replace(/(.{8})(?=.)/g, '$1 ') })}
        </div>
      )}
    </Note>
  );
}
