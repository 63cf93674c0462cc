import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { listPeopleNames } from '#platform/shared/contracts/people.ts';
import { request } from '#platform/web/lib/client.ts';
import { useFieldErrors } from '#platform/web/lib/error-text.ts';
import { query } from '#platform/web/lib/queries.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { useSubmit } from '#platform/web/pages/use-submit.ts';
import { Button } from '#platform/web/ui/button.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import { useToast } from '#platform/web/ui/toast.tsx';
import type { changeDirection, createDirection } from '../shared/contract.ts';
import type { Direction } from './directions-page.tsx';
import css from './form.module.css';

/** One direction: its head sees its amounts, its window may differ from the company's. */
export function DirectionForm({
  direction,
  onDone,
}: {
  readonly direction: Direction | undefined;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const client = useQueryClient();
  const toast = useToast();
  const people = useQuery(query<typeof listPeopleNames>('/api/people/names', { query: { limit: 200 } }));
  const [draft, setDraft] = useState({
    name: direction?.name ?? '',
    headId: direction?.head?.id ?? null,
    byContract: direction?.byContract ?? false,
    windowMonths: direction?.windowMonths ?? null,
    archived: direction?.archived ?? false,
  });
  const change = (changes: Partial<typeof draft>) => setDraft({ ...draft, ...changes });
  const save = useSubmit(async () => {
    const { archived, ...fields } = draft;
    if (direction)
      await request<typeof changeDirection>('PATCH', '/api/catalog/directions/:id', {
        params: { id: direction.id },
        body: { version: direction.version, archived, ...fields },
      });
    else await request<typeof createDirection>('POST', '/api/catalog/directions', { body: fields });
    await client.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/api/catalog'),
    });
    toast({ text: t('catalog.saved') });
    onDone();
  });
  const errors = useFieldErrors(save.error);
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void save.submit();
      }}
    >
      <TextInput
        data-autofocus
        label={t('catalog.name')}
        maxLength={200}
        value={draft.name}
        error={errors['name']}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Select
        label={t('catalog.head')}
        clearable
        searchable
        data={(people.data?.rows ?? []).map((one) => ({ value: one.id, label: one.name }))}
        value={draft.headId}
        onChange={(headId) => change({ headId })}
      />
      <NumberInput
        label={t('catalog.window')}
        description={t('catalog.windowHint')}
        min={1}
        max={60}
        allowDecimal={false}
        value={draft.windowMonths ?? ''}
        onChange={(value) => change({ windowMonths: value === '' ? null : Number(value) })}
      />
      <Checkbox
        label={t('catalog.byContract')}
        description={t('catalog.byContractHint')}
        checked={draft.byContract}
        onChange={(event) => change({ byContract: event.currentTarget.checked })}
      />
      {direction && (
        <Checkbox
          label={t('catalog.archived')}
          checked={draft.archived}
          onChange={(event) => change({ archived: event.currentTarget.checked })}
        />
      )}
      {save.error !== undefined && <ErrorState error={save.error} isInline />}
      <Button kind="filled" type="submit" busy={save.isBusy} disabled={draft.name.trim() === ''}>
        {t('ui.save')}
      </Button>
    </form>
  );
}
