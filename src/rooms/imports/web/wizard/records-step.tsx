import { Checkbox } from '@mantine/core';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { FactsLine, Section } from '#platform/web/ui/record.tsx';
import type { Draft, Kind } from '../draft.ts';
import { isOne, takeAllAsOne, takeAsOne, keepApart } from '../spellings.ts';
import { useFieldWords } from '../use-field-words.ts';
import type { Check, Checking } from './use-check.ts';
import type { Order } from './use-order.ts';
import css from './records.module.css';

interface RecordsStepProps {
  readonly draft: Draft;
  readonly kind: Kind | undefined;
  readonly onChange: (draft: Draft) => void;
  readonly checking: Checking;
  readonly order: Order;
}

/** Whom the rows mean, which spellings are one, what happens with rows that are known. */
export function RecordsStep({ draft, kind, onChange, checking, order }: RecordsStepProps) {
  const { t, formats } = useTexts();
  const wordOf = useFieldWords(kind);
  const names = checking.check?.names ?? [];
  return (
    <div className={css.step}>
      <Section title={t('imports.match.title')}>
        <CustomerRule draft={draft} />
      </Section>
      {names.length > 0 && (
        <Section title={t('imports.match.in_file')} note={t('imports.match.distinct')}>
          <FactsLine
            facts={names.map(({ field, distinct, isWhole }) => (
              <>
                {wordOf(field)}{' '}
                <span className="medium number">{`${formats.int(distinct)}${isWhole ? '' : '+'}`}</span>
              </>
            ))}
          />
        </Section>
      )}
      <Spellings draft={draft} names={names} wordOf={wordOf} onChange={onChange} />
      <Section title={t('imports.match.again')}>
        <div className={css.choices}>
          {draft.kind === 'settlements' && (
            <Checkbox
              label={t('imports.match.replace')}
              description={t('imports.match.replace_hint')}
              checked={order.replaceChanged}
              onChange={(event) => order.set({ replaceChanged: event.currentTarget.checked })}
            />
          )}
          <Checkbox
            label={t('imports.match.overwrite')}
            description={t('imports.match.overwrite_hint')}
            checked={order.overwrite}
            onChange={(event) => order.set({ overwrite: event.currentTarget.checked })}
          />
        </div>
      </Section>
    </div>
  );
}

/** By which of the given fields a customer is told: code, tax number, name, in this order. */
function CustomerRule({ draft }: { readonly draft: Draft }) {
  const { t } = useTexts();
  const isGiven = (field: string) =>
    draft.columns[field] !== undefined || draft.constants[field] !== undefined;
  const ways = (
    [
      ['code', 'imports.match.by_code'],
      ['taxNumber', 'imports.match.by_tax'],
      ['name', 'imports.match.by_name'],
    ] as const
  )
    .filter(([field]) => isGiven(`customer.${field}`))
    .map(([, key]) => t(key));
  if (ways.length === 0) return <p className="soft">{t('imports.match.other_rule')}</p>;
  return (
    <p className="soft">{t('imports.match.customer_rule', { ways: ways.join(t('imports.match.then')) })}</p>
  );
}

interface SpellingsProps {
  readonly draft: Draft;
  readonly names: Check['names'];
  readonly wordOf: (field: string) => string;
  readonly onChange: (draft: Draft) => void;
}

/** Different spellings of one name: taken as one only when a person says so. */
function Spellings({ draft, names, wordOf, onChange }: SpellingsProps) {
  const { t } = useTexts();
  const merged = Object.entries(draft.aliases).flatMap(([field, pairs]) =>
    [...new Set(Object.values(pairs))].map((to) => ({
      field,
      group: [to, ...Object.keys(pairs).filter((from) => pairs[from] === to)].map((value) => ({
        value,
        rows: 0,
      })),
    })),
  );
  const open = names
    .flatMap(({ field, alike }) => alike.map((group) => ({ field, group })))
    .filter(({ field, group }) => !isOne(draft, field, group));
  const groups = [...merged, ...open];
  return (
    <Section
      title={t('imports.match.alike')}
      note={t(groups.length === 0 ? 'imports.match.alike_none' : 'imports.match.alike_note')}
    >
      {open.length > 1 && (
        <div className={css.all}>
          <Button onClick={() => onChange(takeAllAsOne(draft, open))}>
            {t('imports.match.merge_all', { count: open.length })}
          </Button>
        </div>
      )}
      <ul className={css.groups}>
        {groups.map(({ field, group }) => {
          const [main] = group;
          if (!main) return null;
          const isMerged = isOne(draft, field, group);
          return (
            <li key={`${field} ${main.value}`}>
              <div className="grow">
                <span className="muted small">{wordOf(field)}</span>
                {group.map((spelling, place) => (
                  <div key={spelling.value} className={css.spelling}>
                    <span className={place === 0 ? 'medium cut' : 'cut soft'}>{spelling.value}</span>
                    {spelling.rows > 0 && (
                      <span className="muted small number">
                        {t('imports.match.rows', { count: spelling.rows })}
                      </span>
                    )}
                  </div>
                ))}
              </div>
              <Button
                kind={isMerged ? 'quiet' : 'plain'}
                onClick={() =>
                  onChange(isMerged ? keepApart(draft, field, group) : takeAsOne(draft, field, group))
                }
              >
                {t(isMerged ? 'imports.match.split' : 'imports.match.merge')}
              </Button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
