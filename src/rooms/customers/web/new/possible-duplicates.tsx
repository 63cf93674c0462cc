import { ApiError } from '#platform/web/lib/client.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { AppLink } from '#platform/web/ui/link.tsx';
import { LineList, Section } from '#platform/web/ui/record.tsx';
import { Note } from '#platform/web/ui/states.tsx';
import css from '../card/card.module.css';

interface Found {
  readonly hidden: number;
  readonly possibleDuplicates: readonly {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly reasons: readonly string[];
  }[];
}

/** The duplicates that a refusal names; undefined when it is another one. */
export function duplicatesOf(error: unknown): Found | undefined {
  if (!(error instanceof ApiError) || error.code !== 'customers.possible_duplicates') return undefined;
  const { hidden, possibleDuplicates } = error.data as Partial<Found>;
  return { hidden: hidden ?? 0, possibleDuplicates: possibleDuplicates ?? [] };
}

/** Who may be the same customer and why; the person decides. */
export function PossibleDuplicates({
  found,
  isBusy,
  onAnyway,
}: {
  readonly found: Found;
  readonly isBusy: boolean;
  readonly onAnyway: () => void;
}) {
  const { t, tryText } = useTexts();
  return (
    <Section isAside title={t('customers.duplicates.found')}>
      <div role="alert">
        <LineList
          lines={found.possibleDuplicates.map((one) => ({
            key: one.id,
            title: <AppLink to={`/customers/${one.id}`}>{one.name}</AppLink>,
            note: one.reasons.map((reason) => tryText(`customers.reason.${reason}`) ?? reason).join(', '),
            value: <span className="muted">{one.code}</span>,
          }))}
        />
        {found.hidden > 0 && <Note>{t('customers.duplicates.hidden', { count: found.hidden })}</Note>}
      </div>
      <div className={css['actions']}>
        <Button busy={isBusy} onClick={onAnyway}>
          {t('customers.duplicates.anyway')}
        </Button>
      </div>
    </Section>
  );
}
