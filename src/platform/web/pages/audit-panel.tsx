import { useSession } from '../lib/session.ts';
import { useTexts } from '../lib/texts.tsx';
import { Button } from '../ui/button.tsx';
import { Drawer } from '../ui/drawer.tsx';
import { Section } from '../ui/record.tsx';
import { useAuditWords } from './audit-words.ts';
import type { AuditEntry } from './audit-words.ts';
import css from './parts.module.css';

interface AuditPanelProps {
  readonly entry: AuditEntry;
  readonly onClose: () => void;
  readonly onRecord: () => void;
  readonly onPerson: (() => void) | undefined;
}

/** One change: who, when, and each field before and after. */
export function AuditPanel({ entry, onClose, onRecord, onPerson }: AuditPanelProps) {
  const { t, formats } = useTexts();
  const { company } = useSession();
  const words = useAuditWords();
  const title = `${words.entity(entry.entity)} ${entry.entityId}: ${words.action(entry.action)}`;
  const before = fieldsOf(entry.before);
  const after = fieldsOf(entry.after);
  const fields = [
    ...new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(fieldsOf(entry.counts))]),
  ];
  return (
    <Drawer title={title} label={title} onClose={onClose}>
      <div className={css.sections}>
        <dl className={css.changes}>
          <dt>{t('platform.audit.at')}</dt>
          <dd>{formats.moment(entry.at, company.timeZone)}</dd>
          <dt>{t('platform.audit.who')}</dt>
          <dd>
            {entry.person?.name ?? t('platform.audit.program')}
            {entry.actorKind === 'token' && ` (${t('platform.tokens.token')})`}
          </dd>
          <dt>{t('platform.audit.request')}</dt>
          <dd className="small">{entry.requestId}</dd>
        </dl>
        {fields.length > 0 && (
          <Section title={t('platform.audit.changes')} isAside>
            <dl className={css.changes}>
              {fields.map((field) => (
                <div key={field} className={css.change}>
                  <dt>{field}</dt>
                  <dd>
                    {field in before && <del className="muted">{written(before[field])}</del>}{' '}
                    {written(after[field] ?? fieldsOf(entry.counts)[field])}
                  </dd>
                </div>
              ))}
            </dl>
          </Section>
        )}
        <div className={css.row}>
          <Button onClick={onRecord}>{t('platform.audit.of_record')}</Button>
          {onPerson && <Button onClick={onPerson}>{t('platform.audit.of_person')}</Button>}
        </div>
      </div>
    </Drawer>
  );
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function written(value: unknown): string {
  if (value === null || value === undefined) return '—';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
