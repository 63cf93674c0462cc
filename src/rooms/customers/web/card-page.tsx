import { useQuery } from '@tanstack/react-query';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { useAddress } from '#platform/web/lib/address.ts';
import { query } from '#platform/web/lib/queries.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { AppLink } from '#platform/web/ui/link.tsx';
import { RecordPage } from '#platform/web/ui/pages.tsx';
import { FactsLine } from '#platform/web/ui/record.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { ErrorState, Note } from '#platform/web/ui/states.tsx';
import { Tabs } from '#platform/web/ui/tabs.tsx';
import type { getCustomer } from '../shared/contract.ts';
import { CardActions } from './card/card-actions.tsx';
import { CardAside } from './card/card-aside.tsx';
import { CardDetails } from './card/card-details.tsx';
import { CardFigures } from './card/card-figures.tsx';
import { CardHistory } from './card/card-history.tsx';
import { Panels } from './card/panels.tsx';
import { CategoryMark } from './marks/category-mark.tsx';
import { ClassMark } from './marks/class-mark.tsx';

export type Card = ReplyOf<typeof getCustomer>;

/** Who the customer is and how we stand: facts, figures that explain themselves, what younger rooms add, context right. */
export function Page() {
  const { t } = useTexts();
  const { params } = useAddress();
  const id = params['id'] ?? '';
  const card = useQuery(query<typeof getCustomer>('/api/customers/:id', { params: { id } }));
  const crumb = { label: t('customers.title'), to: '/customers' };
  if (card.data) return <KnownCard card={card.data} crumb={crumb} />;
  return (
    <RecordPage title={t('customers.new')} crumb={crumb}>
      {card.isError ? (
        <ErrorState error={card.error} onRetry={() => void card.refetch()} />
      ) : (
        <SkeletonText lines={8} />
      )}
    </RecordPage>
  );
}

const tabs = ['overview', 'details', 'history'] as const;

function KnownCard({
  card,
  crumb,
}: {
  readonly card: Card;
  readonly crumb: { readonly label: string; readonly to: string };
}) {
  const { t } = useTexts();
  const { search } = useAddress();
  const tab = tabs.find((one) => one === search['tab']) ?? 'overview';
  return (
    <RecordPage
      title={card.name}
      crumb={crumb}
      note={card.state === 'active' ? undefined : t(`customers.state.${card.state}`)}
      actions={<CardActions card={card} />}
      tabs={
        <Tabs
          label={t('customers.card.tabs')}
          current={tab}
          tabs={tabs.map((one) => ({
            key: one,
            label: t(`customers.card.${one}`),
            to: `/customers/${card.id}${one === 'overview' ? '' : `?tab=${one}`}`,
          }))}
        />
      }
      aside={<CardAside card={card} />}
    >
      {card.mergedInto && (
        <Note>
          {t('customers.card.mergedInto')}{' '}
          <AppLink to={`/customers/${card.mergedInto.id}`}>{card.mergedInto.name}</AppLink>
        </Note>
      )}
      <Facts card={card} />
      {tab === 'overview' && (
        <>
          <CardFigures card={card} />
          <Panels place="main" customerId={card.id} />
        </>
      )}
      {tab === 'details' && <CardDetails card={card} />}
      {tab === 'history' && <CardHistory customerId={card.id} />}
    </RecordPage>
  );
}

function Facts({ card }: { readonly card: Card }) {
  const { t } = useTexts();
  const seesClasses = card.category !== undefined;
  const facts = [
    ...(card.kind === 'organisation' ? [] : [t(`customers.kind.${card.kind}`)]),
    ...(card.parent
      ? [
          <AppLink key="parent" to={`/customers/${card.parent.id}`}>
            {card.parent.name}
          </AppLink>,
        ]
      : []),
    ...(seesClasses && card.kind !== 'unit'
      ? [
          <ClassMark
            key="classes"
            abc={card.abc}
            xyz={card.xyz}
            isPreliminary={card.xyzPreliminary}
            isPast={card.category === 'lost'}
          />,
        ]
      : []),
    ...(card.category === undefined ? [] : [<CategoryMark key="category" category={card.category} />]),
    ...(card.city === undefined ? [] : [card.city]),
    card.responsible ? (
      t('customers.card.served', { name: card.responsible.name })
    ) : (
      <span key="nobody" className="amber">
        {t('customers.card.unowned')}
      </span>
    ),
  ];
  return <FactsLine facts={facts} />;
}
