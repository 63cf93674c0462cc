// Why a figure of the table is what it is: rule, inputs, formula with the numbers (visual design, section 9).

import type { Texts } from '#platform/web/lib/texts.tsx';
import type { Explanation } from '#platform/web/ui/figure.tsx';
import type { Definitions } from '../../shared/definitions.ts';
import type { ClassTable } from './cells.ts';

/** «Правило «Классы», редакция 4, на 01.11.2026». */
export function sourceOf({ t, formats }: Texts, version: number, asOf: string): string {
  return t('classes.why.source', { version: String(version), asOf: formats.day(asOf) });
}

/** The window of the base in words: «12 месяцев» or «вся история». */
export function windowWords({ t }: Texts, months: number | null): string {
  return months === null ? t('classes.window.all') : t('classes.window.months', { count: months });
}

export function abcRule(texts: Texts, { abc }: Definitions): string {
  return texts.t('classes.why.abc_rule', {
    window: windowWords(texts, abc.windowMonths),
    a: abc.borderA,
    b: abc.borderB,
  });
}

export function xyzRule({ t }: Texts, { xyz }: Definitions): string {
  return t(`classes.why.xyz_rule_${xyz.period}`, { x: xyz.borderX, y: xyz.borderY });
}

/** How many customers have classes, and why the others have none. */
export function whyRanked(texts: Texts, table: ClassTable): Explanation {
  const { t, formats } = texts;
  return {
    title: t('classes.why.ranked_title', { count: table.customers }),
    rule: t('classes.why.ranked_rule', { window: windowWords(texts, table.definitions.abc.windowMonths) }),
    inputs: [
      { label: t('classes.why.ranked'), value: formats.int(table.customers) },
      { label: t('classes.why.not_ranked'), value: formats.int(table.notRanked) },
      ...table.withoutXyz.map((one) => ({
        label: t(`classes.xyz_reason.${one.reason}`),
        value: formats.int(one.customers),
      })),
    ],
    source: sourceOf(texts, table.version, table.asOf),
  };
}

/** Key customers: A, X and at least so many products in use. */
export function whyKey(texts: Texts, table: ClassTable): Explanation {
  const { t, formats } = texts;
  const { keyCustomer, usageMonths } = table.definitions;
  return {
    title: t('classes.why.key_title', { count: table.keyCustomers }),
    rule: t('classes.why.key_rule', { products: keyCustomer.minProducts, months: usageMonths }),
    inputs: [
      { label: t('classes.why.key_abc'), value: formats.percent(table.definitions.abc.borderA / 100) },
      { label: t('classes.why.key_xyz'), value: formats.percent(table.definitions.xyz.borderX / 100) },
      { label: t('classes.why.key_products'), value: formats.int(keyCustomer.minProducts) },
    ],
    formula: { label: t('classes.why.key_result'), value: formats.int(table.keyCustomers) },
    source: sourceOf(texts, table.version, table.asOf),
    rows: { label: t('classes.why.rows'), to: `/classes?tab=customers&key=true&asOf=${table.asOf}` },
  };
}
