// The customer's classes in its card: each figure opens its reason.

import { useQuery } from '@tanstack/react-query';
import { query } from '#platform/web/lib/queries.ts';
import { useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Figure } from '#platform/web/ui/figure.tsx';
import { KeyFigures } from '#platform/web/ui/record.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import type { CardPanelProps } from '#rooms/customers/web/index.ts';
import type { explainCustomer } from '../../shared/contract.ts';
import { inputOf, whyAbc, whyCategory, whyTenure, whyXyz } from './explain.ts';

export function Panel({ customerId }: CardPanelProps) {
  const texts = useTexts();
  const { t, tryText, formats } = texts;
  const { currency } = useSession().company;
  const found = useQuery(
    query<typeof explainCustomer>('/api/classes/customers/:id/explanation', {
      params: { id: customerId },
      query: {},
    }),
  );
  if (found.error) return <ErrorState error={found.error} isInline onRetry={() => void found.refetch()} />;
  if (!found.data) return <SkeletonText lines={3} />;
  const { abc, xyz, category, tenure } = found.data;
  const cv = inputOf(xyz, 'cv');
  const share = inputOf(abc, 'shareBefore');
  const since = inputOf(category, 'since');
  const figures = [
    {
      label: t('classes.card.category'),
      value: (
        <Figure why={whyCategory(texts, found.data)}>
          {tryText(`classes.category.${category.result ?? ''}`) ?? '—'}
        </Figure>
      ),
      note: typeof since === 'string' ? t('classes.card.since_day', { day: formats.day(since) }) : undefined,
    },
    {
      label: t('classes.card.abc'),
      value: <Figure why={whyAbc(texts, found.data, currency)}>{abc.result ?? '—'}</Figure>,
      note:
        share === null
          ? undefined
          : t('classes.card.before_share', { share: formats.percent(Number(share), 1) }),
    },
    {
      label: t('classes.card.cv'),
      value: (
        <Figure why={whyXyz(texts, found.data)}>{cv === null ? '—' : formats.percent(Number(cv), 1)}</Figure>
      ),
      note: xyz.result === null ? undefined : t('classes.card.class', { letter: xyz.result }),
    },
    {
      label: t('classes.card.tenure'),
      value: (
        <Figure why={whyTenure(texts, found.data)}>
          {tenure.result === null ? '—' : t('classes.card.tenure_months', { count: Number(tenure.result) })}
        </Figure>
      ),
    },
  ];
  return <KeyFigures figures={figures} />;
}
