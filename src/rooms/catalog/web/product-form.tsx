import { Checkbox, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { request } from '#platform/web/lib/client.ts';
import { useFieldErrors } from '#platform/web/lib/error-text.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { useSubmit } from '#platform/web/pages/use-submit.ts';
import { Button } from '#platform/web/ui/button.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import { useToast } from '#platform/web/ui/toast.tsx';
import type { changeProduct, createProduct, listDirections } from '../shared/contract.ts';
import css from './form.module.css';
import type { Product } from './products-page.tsx';

export interface ProductFormProps {
  /** Undefined adds one. */
  readonly product: Product | undefined;
  readonly directions: ReplyOf<typeof listDirections>['directions'];
  readonly isReadOnly: boolean;
  readonly onDone: () => void;
}

export function ProductForm({ product, directions, isReadOnly, onDone }: ProductFormProps) {
  const { t } = useTexts();
  const client = useQueryClient();
  const toast = useToast();
  const [draft, setDraft] = useState({
    name: product?.name ?? '',
    code: product?.code ?? '',
    directionId: product?.direction?.id ?? null,
    oneOff: product?.oneOff ?? false,
    unit: product?.unit ?? '',
    listPrice: product?.listPrice ?? '',
    archived: product?.archived ?? false,
  });
  const change = (changes: Partial<typeof draft>) => setDraft({ ...draft, ...changes });
  const save = useSubmit(async () => {
    const { code, archived, listPrice, ...rest } = draft;
    const price = listPrice.replace(/\s/g, '').replace(',', '.');
    const fields = { ...rest, listPrice: price === '' ? null : price };
    if (product)
      await request<typeof changeProduct>('PATCH', '/api/catalog/products/:id', {
        params: { id: product.id },
        body: { version: product.version, archived, ...fields },
      });
    else
      await request<typeof createProduct>('POST', '/api/catalog/products', {
        body: { ...fields, ...(code.trim() === '' ? {} : { code: code.trim() }) },
      });
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
        disabled={isReadOnly}
        label={t('catalog.name')}
        maxLength={400}
        value={draft.name}
        error={errors['name']}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('catalog.code')}
        description={product ? undefined : t('catalog.codeHint')}
        disabled={isReadOnly || product !== undefined}
        maxLength={64}
        value={draft.code}
        error={errors['code']}
        onChange={(event) => change({ code: event.currentTarget.value })}
      />
      <Select
        label={t('catalog.direction')}
        clearable
        searchable
        disabled={isReadOnly}
        data={directions.map((one) => ({ value: one.id, label: one.name }))}
        value={draft.directionId}
        onChange={(directionId) => change({ directionId })}
      />
      <TextInput
        disabled={isReadOnly}
        label={t('catalog.unit')}
        maxLength={40}
        value={draft.unit}
        onChange={(event) => change({ unit: event.currentTarget.value })}
      />
      <TextInput
        disabled={isReadOnly}
        inputMode="decimal"
        label={t('catalog.price')}
        value={draft.listPrice}
        error={errors['listPrice']}
        onChange={(event) => change({ listPrice: event.currentTarget.value })}
      />
      <Checkbox
        disabled={isReadOnly}
        label={t('catalog.oneOff')}
        checked={draft.oneOff}
        onChange={(event) => change({ oneOff: event.currentTarget.checked })}
      />
      {product && (
        <Checkbox
          disabled={isReadOnly}
          label={t('catalog.archived')}
          checked={draft.archived}
          onChange={(event) => change({ archived: event.currentTarget.checked })}
        />
      )}
      {save.error !== undefined && <ErrorState error={save.error} isInline />}
      {!isReadOnly && (
        <Button kind="filled" type="submit" busy={save.isBusy} disabled={draft.name.trim() === ''}>
          {t('ui.save')}
        </Button>
      )}
    </form>
  );
}
