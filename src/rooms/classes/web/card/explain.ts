// The reasons of a customer's figures as the popover wants them: rule, inputs, formula with the numbers, version (visual design, section 9).

import type { ReplyOf } from '#platform/shared/endpoint.ts';
import type { Texts } from '#platform/web/lib/texts.tsx';
import type { Explanation } from '#platform/web/ui/figure.tsx';
import type { explainCustomer } from '../../shared/contract.ts';

export type Explained = ReplyOf<typeof explainCustomer>;
type Part = Explained['abc'];

/** A named input of a reason, as it came. */
export function inputOf(part: Part, name: string): string | number | null {
  return part.inputs.find((one) => one.name === name)?.value ?? null;
}

export function whyAbc(texts: Texts, found: Explained, currency: string): Explanation {
  const { t, formats } = texts;
  const { abc } = found;
  const share = inputOf(abc, 'shareBefore');
  return {
    title: t('classes.card.why_abc', { letter: abc.result ?? '—' }),
    rule: t('classes.card.abc_rule', {
      a: plain(inputOf(abc, 'borderA')),
      b: plain(inputOf(abc, 'borderB')),
    }),
    inputs: [
      { label: t('classes.card.window'), value: windowOf(texts, abc) },
      ...amount(texts, t('classes.card.value'), inputOf(abc, 'value'), currency),
      ...amount(texts, t('classes.card.before'), inputOf(abc, 'before'), currency),
      ...amount(texts, t('classes.card.total'), inputOf(abc, 'total'), currency),
      ...reasonOf(texts, abc),
    ],
    formula:
      share === null
        ? undefined
        : { label: t('classes.card.share_before'), value: formats.percent(Number(share), 1) },
    source: sourceOf(texts, found),
  };
}

export function whyXyz(texts: Texts, found: Explained): Explanation {
  const { t, formats } = texts;
  const { xyz, series } = found;
  const cv = inputOf(xyz, 'cv');
  const values = series.map((one) => Number(one.value ?? 0));
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const first = series[0]?.from;
  const last = series.at(-1)?.from;
  return {
    title: t('classes.card.why_xyz', {
      cv: cv === null ? '—' : formats.percent(Number(cv), 1),
      letter: xyz.result ?? '—',
    }),
    rule: t('classes.card.xyz_rule', {
      x: plain(inputOf(xyz, 'borderX')),
      y: plain(inputOf(xyz, 'borderY')),
    }),
    chart:
      first === undefined || last === undefined
        ? undefined
        : { values, from: formats.month(first), to: formats.month(last) },
    inputs: [
      { label: t('classes.card.periods'), value: plain(inputOf(xyz, 'periods')) },
      ...(values.length === 0
        ? []
        : [
            { label: t('classes.card.mean'), value: formats.compact(mean) },
            { label: t('classes.card.squares'), value: formats.compact(squares) },
          ]),
      ...reasonOf(texts, xyz),
    ],
    formula:
      cv === null || values.length === 0
        ? undefined
        : {
            label: `√(${formats.compact(squares)} ÷ ${values.length}) ÷ ${formats.compact(mean)}`,
            value: formats.percent(Number(cv), 1),
          },
    source: sourceOf(texts, found),
  };
}

export function whyCategory(texts: Texts, found: Explained): Explanation {
  const { t, formats } = texts;
  const { category } = found;
  const days = (['firstOn', 'lastOn', 'since', 'standsUntil'] as const).flatMap((name) => {
    const value = inputOf(category, name);
    return typeof value === 'string' ? [{ label: t(`classes.card.${name}`), value: formats.day(value) }] : [];
  });
  return {
    title: t('classes.card.why_category', {
      category: texts.tryText(`classes.category.${category.result ?? ''}`) ?? '',
    }),
    rule: t('classes.card.category_rule', { count: Number(inputOf(category, 'windowMonths') ?? 0) }),
    inputs: days,
    source: sourceOf(texts, found),
  };
}

export function whyTenure(texts: Texts, found: Explained): Explanation {
  const { t, formats } = texts;
  const { tenure } = found;
  const activity = inputOf(tenure, 'activity');
  return {
    title: t('classes.card.why_tenure'),
    rule: t('classes.card.tenure_rule'),
    inputs: [
      { label: t('classes.card.months'), value: plain(inputOf(tenure, 'months')) },
      { label: t('classes.card.active_months'), value: plain(inputOf(tenure, 'activeMonths')) },
    ],
    formula:
      activity === null
        ? undefined
        : { label: t('classes.card.activity'), value: formats.percent(Number(activity)) },
    source: sourceOf(texts, found),
  };
}

function amount({ formats }: Texts, label: string, value: string | number | null, currency: string) {
  return value === null ? [] : [{ label, value: formats.money(String(value), currency, 0) }];
}

function windowOf({ t, formats }: Texts, part: Part): string {
  const [from, to] = [inputOf(part, 'windowFrom'), inputOf(part, 'windowTo')];
  if (typeof to !== 'string') return '—';
  return typeof from === 'string' ? formats.days(from, to) : t('classes.window.all');
}

function reasonOf({ t, tryText }: Texts, part: Part) {
  if (part.reason === null) return [];
  return [
    {
      label: t('classes.card.reason'),
      value:
        tryText(`classes.card.reason.${part.reason}`) ??
        tryText(`classes.xyz_reason.${part.reason}`) ??
        part.reason,
    },
  ];
}

function sourceOf({ t, formats }: Texts, found: Explained): string {
  return t('classes.why.source', { version: String(found.version), asOf: formats.day(found.asOf) });
}

function plain(value: string | number | null): string {
  return value === null ? '—' : String(value);
}
