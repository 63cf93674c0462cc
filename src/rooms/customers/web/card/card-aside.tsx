import { useQuery } from '@tanstack/react-query';
import { query } from '#platform/web/lib/queries.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { AppLink } from '#platform/web/ui/link.tsx';
import { LineList, Section } from '#platform/web/ui/record.tsx';
import type { listResponsiblePeriods } from '../../shared/assign-contract.ts';
import type { getCustomerQuality } from '../../shared/quality-contract.ts';
import type { Card } from '../card-page.tsx';
import { ContactPersons } from './contact-persons.tsx';
import { Merged } from './merged.tsx';
import { Panels } from './panels.tsx';

/** The context of the card: people, units, managers, completeness, what other rooms add. */
export function CardAside({ card }: { readonly card: Card }) {
  const { t } = useTexts();
  return (
    <>
      <ContactPersons card={card} />
      <Panels place="aside" customerId={card.id} />
      {card.units.length > 0 && (
        <Section
          isAside
          title={t('customers.card.units')}
          note={card.unitsMore ? t('customers.card.units.more') : String(card.units.length)}
        >
          <LineList
            lines={card.units.map((unit) => ({
              key: unit.id,
              title: <AppLink to={`/customers/${unit.id}`}>{unit.name}</AppLink>,
            }))}
          />
        </Section>
      )}
      <Managers card={card} />
      <Completeness card={card} />
      {card.merged.length > 0 && <Merged card={card} />}
    </>
  );
}

function Managers({ card }: { readonly card: Card }) {
  const { t, formats } = useTexts();
  const { data } = useQuery(
    query<typeof listResponsiblePeriods>('/api/customers/:id/responsible', { params: { id: card.id } }),
  );
  if (!data) return null;
  return (
    <Section isAside title={t('customers.card.responsible')}>
      {data.periods.length === 0 ? (
        <p className="muted small">{t('customers.card.responsible.empty')}</p>
      ) : (
        <LineList
          lines={data.periods.map((period) => ({
            key: period.from,
            title: period.person.name,
            note:
              period.until === undefined
                ? t('customers.card.responsible.now', { day: formats.day(period.from) })
                : formats.days(period.from, period.until),
          }))}
        />
      )}
    </Section>
  );
}

function Completeness({ card }: { readonly card: Card }) {
  const { t, tryText } = useTexts();
  const { data } = useQuery(
    query<typeof getCustomerQuality>('/api/customers/:id/quality', { params: { id: card.id } }),
  );
  if (!data) return null;
  const missing = data.blocks.flatMap((block) => block.missing);
  return (
    <Section isAside title={t('customers.card.quality')}>
      {missing.length === 0 ? (
        <p className="muted small">{t('customers.card.quality.full')}</p>
      ) : (
        <LineList
          lines={data.blocks.map((block) => ({
            key: block.block,
            title: t(`customers.block.${block.block}`),
            value: t('customers.card.quality.of', { known: block.known, needed: block.needed }),
            note:
              block.missing
                .map((one) => one.name ?? tryText(`customers.need.${one.need}`) ?? one.need)
                .join(', ') || undefined,
          }))}
        />
      )}
    </Section>
  );
}
