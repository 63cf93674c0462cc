import { Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { SkipRule } from '../../shared/mapping.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import type { TextKey } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { Section } from '#platform/web/ui/record.tsx';
import { allReferences } from '../draft.ts';
import { writeReference } from '../formulas.ts';
import type { RulesProps } from './rules.tsx';
import css from './rules.module.css';

type Operator = SkipRule['op'];
const operators: readonly (readonly [Operator, TextKey])[] = [
  ['=', 'imports.rules.op_eq'],
  ['!=', 'imports.rules.op_ne'],
  ['<', 'imports.rules.op_lt'],
  ['<=', 'imports.rules.op_le'],
  ['>', 'imports.rules.op_gt'],
  ['>=', 'imports.rules.op_ge'],
  ['in', 'imports.rules.op_in'],
  ['empty', 'imports.rules.op_empty'],
  ['startsWith', 'imports.rules.op_startsWith'],
];

/** Which rows stay out. */
export function SkipRules({ draft, onChange }: RulesProps) {
  const { t } = useTexts();
  const words = (operator: Operator) =>
    t(operators.find(([op]) => op === operator)?.[1] ?? 'imports.rules.op_eq');
  return (
    <Section title={t('imports.rules.skips')} note={t('imports.rules.skips_hint')}>
      <ul className={css.list}>
        {draft.skip.map((rule, place) => (
          <li key={`${rule.column} ${rule.op} ${String(rule.value)}`} className={css.said}>
            <span>
              <span className="medium">{rule.column}</span> {words(rule.op)}{' '}
              {rule.op === 'empty'
                ? ''
                : `«${Array.isArray(rule.value) ? rule.value.join(', ') : String(rule.value ?? '')}»`}
            </span>
            <Button
              kind="quiet"
              icon={IconX}
              aria-label={`${t('imports.rules.remove')}: ${rule.column} ${words(rule.op)}`}
              onClick={() => onChange({ ...draft, skip: draft.skip.filter((_, at) => at !== place) })}
            />
          </li>
        ))}
        <NewSkip
          columns={allReferences(draft)}
          onAdd={(rule) => onChange({ ...draft, skip: [...draft.skip, rule] })}
        />
      </ul>
    </Section>
  );
}

function NewSkip({
  columns,
  onAdd,
}: {
  readonly columns: string[];
  readonly onAdd: (rule: SkipRule) => void;
}) {
  const { t } = useTexts();
  const [column, setColumn] = useState<string | null>(null);
  const [op, setOp] = useState<Operator>('=');
  const [value, setValue] = useState('');
  const isFull = column !== null && (op === 'empty' || value.trim() !== '');
  const add = () => {
    if (column === null || !isFull) return;
    onAdd(ruleOf(column, op, value.trim()));
    setColumn(null);
    setValue('');
  };
  return (
    <li className={css.skip}>
      <Select
        aria-label={t('imports.rules.column')}
        placeholder={t('imports.rules.column')}
        data={columns}
        value={column}
        searchable
        onChange={setColumn}
      />
      <Select
        aria-label={t('imports.rules.operator')}
        data={operators.map(([operator, key]) => ({ value: operator, label: t(key) }))}
        value={op}
        allowDeselect={false}
        onChange={(next) => setOp(operators.find(([operator]) => operator === next)?.[0] ?? '=')}
      />
      <TextInput
        aria-label={t('imports.rules.value')}
        placeholder={op === 'in' ? t('imports.rules.in_hint') : t('imports.rules.value')}
        disabled={op === 'empty'}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && add()}
      />
      <Button icon={IconPlus} disabled={!isFull} onClick={add}>
        {t('imports.rules.add')}
      </Button>
    </li>
  );
}

function ruleOf(column: string, op: Operator, text: string): SkipRule {
  const plain = (part: string) => (/^-?\d+(?:[.,]\d+)?$/.test(part) ? Number(part.replace(',', '.')) : part);
  if (op === 'empty') return { column: writeReference(column), op };
  if (op === 'in')
    return { column: writeReference(column), op, value: text.split(',').map((part) => plain(part.trim())) };
  return { column: writeReference(column), op, value: op === 'startsWith' ? text : plain(text) };
}
