import { Radio } from '@mantine/core';
import { useState } from 'react';
import { request } from '#platform/web/lib/client.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { useSubmit } from '#platform/web/pages/use-submit.ts';
import { Confirm } from '#platform/web/ui/confirm.tsx';
import { useToast } from '#platform/web/ui/toast.tsx';
import type { mergeCustomers, undoMerge } from '../../shared/quality-contract.ts';
import { useCardChanged } from '../card/use-card-changed.ts';
import type { Pair } from '../duplicates-page.tsx';

/** Asks which of the two stays the main one, says what will happen, and offers the way back. */
export function MergeDialog({ pair, onClose }: { readonly pair: Pair; readonly onClose: () => void }) {
  const { t } = useTexts();
  const toast = useToast();
  const changed = useCardChanged();
  const [winnerId, setWinnerId] = useState(pair.left.id);
  const [winner, loser] = winnerId === pair.left.id ? [pair.left, pair.right] : [pair.right, pair.left];
  const merge = useSubmit(async () => {
    const body = { version: winner.version, loserId: loser.id, loserVersion: loser.version };
    const { mergeId } = await request<typeof mergeCustomers>('POST', '/api/customers/:id/merge', {
      params: { id: winner.id },
      body,
    });
    await changed();
    onClose();
    const undo = async () => {
      await request<typeof undoMerge>('POST', '/api/customers/merges/:mergeId/undo', { params: { mergeId } });
      await changed();
    };
    toast({ text: t('customers.duplicates.merged'), onUndo: () => void undo() });
  });
  return (
    <Confirm
      isOpen
      title={t('customers.duplicates.keep')}
      action={t('customers.duplicates.merge')}
      isDanger={false}
      isBusy={merge.isBusy}
      error={merge.error}
      onConfirm={() => void merge.submit()}
      onClose={onClose}
    >
      {[pair.left, pair.right].map((one) => (
        <Radio
          key={one.id}
          name="winner"
          label={`${one.name} (${one.code})`}
          checked={one.id === winnerId}
          onChange={() => setWinnerId(one.id)}
        />
      ))}
      <p className="soft">{t('customers.duplicates.effect')}</p>
    </Confirm>
  );
}
