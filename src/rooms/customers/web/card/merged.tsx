import { request } from '#platform/web/lib/client.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { useSubmit } from '#platform/web/pages/use-submit.ts';
import { Button } from '#platform/web/ui/button.tsx';
import { AppLink } from '#platform/web/ui/link.tsx';
import { LineList, Section } from '#platform/web/ui/record.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import { useToast } from '#platform/web/ui/toast.tsx';
import type { undoMerge } from '../../shared/quality-contract.ts';
import type { Card } from '../card-page.tsx';
import { useCardChanged } from './use-card-changed.ts';

/** Customers that became a part of this one; each can be taken back. */
export function Merged({ card }: { readonly card: Card }) {
  const { t } = useTexts();
  const toast = useToast();
  const changed = useCardChanged();
  const undo = useSubmit(async (mergeId: string) => {
    await request<typeof undoMerge>('POST', '/api/customers/merges/:mergeId/undo', { params: { mergeId } });
    await changed();
    toast({ text: t('customers.card.merged.undone') });
  });
  return (
    <Section isAside title={t('customers.card.merged')}>
      <LineList
        lines={card.merged.map((one) => ({
          key: one.mergeId,
          title: <AppLink to={`/customers/${one.customer.id}`}>{one.customer.name}</AppLink>,
          value: card.may.merge && (
            <Button kind="quiet" busy={undo.isBusy} onClick={() => void undo.submit(one.mergeId)}>
              {t('customers.card.merged.undo')}
            </Button>
          ),
        }))}
      />
      {undo.error !== undefined && <ErrorState error={undo.error} isInline />}
    </Section>
  );
}
