// The path of a customer through classes and categories, in the right column of its card (CLS-8).

import { useQuery } from '@tanstack/react-query';
import { query } from '#platform/web/lib/queries.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { LineList, Section } from '#platform/web/ui/record.tsx';
import type { CardPanelProps } from '#rooms/customers/web/index.ts';

import type { getCustomerHistory } from '../../shared/contract.ts';
import { ClassMark } from '../marks/class-mark.tsx';
import { classPath } from './class-path.ts';

const shown = 6;

export function Panel({ customerId }: CardPanelProps) {
  const { t, tryText, formats } = useTexts();
  const { data } = useQuery(
    query<typeof getCustomerHistory>('/api/classes/customers/:id/history', {
      params: { id: customerId },
      query: {},
    }),
  );
  if (!data || (data.classes.length === 0 && data.transitions.length === 0)) return null;
  const path = classPath(data.classes).toReversed().slice(0, shown);
  const transitions = data.transitions.toReversed().slice(0, shown);
  return (
    <Section isAside title={t('classes.card.history')}>
      <LineList
        lines={[
          ...path.map((step) => ({
            key: `class-${step.asOf}`,
            title: (
              <ClassMark
                abc={letterOf(step.abc, ['A', 'B', 'C'])}
                xyz={letterOf(step.xyz, ['X', 'Y', 'Z'])}
              />
            ),
            value: (
              <span className="muted small">
                {t('classes.card.since_day', { day: formats.day(step.asOf) })}
              </span>
            ),
          })),
          ...transitions.map((step) => ({
            key: `category-${step.on}-${step.to}`,
            title: tryText(`classes.category.${step.to}`) ?? step.to,
            value: (
              <span className="muted small">
                {t('classes.card.since_day', { day: formats.day(step.on) })}
              </span>
            ),
          })),
        ]}
      />
    </Section>
  );
}

function letterOf<const Letter extends string>(
  text: string | null,
  letters: readonly Letter[],
): Letter | null {
  return letters.find((letter) => letter === text) ?? null;
}
