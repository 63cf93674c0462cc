import { Select } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '#platform/web/lib/client.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { useSubmit } from '#platform/web/pages/use-submit.ts';
import { Button } from '#platform/web/ui/button.tsx';
import { Drawer } from '#platform/web/ui/drawer.tsx';
import { LineList } from '#platform/web/ui/record.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { ErrorState, Note } from '#platform/web/ui/states.tsx';
import { useToast } from '#platform/web/ui/toast.tsx';
import type { assignCustomers, previewAssignment } from '../../shared/assign-contract.ts';
import type { FilterQuery } from '../../shared/filter.ts';
import { usePeopleNames } from '../people.ts';
import css from './list.module.css';

type Selection = { readonly ids: string[] } | { readonly filter: FilterQuery };

export interface AssignDrawerProps {
  readonly selection: Selection;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const nobody = 'nobody';

/** Gives the chosen customers to a manager, after showing what would change. */
export function AssignDrawer({ selection, onClose, onDone }: AssignDrawerProps) {
  const { t } = useTexts();
  const people = usePeopleNames();
  const client = useQueryClient();
  const toast = useToast();
  const [to, setTo] = useState<string | null>(null);
  const responsibleId = to === nobody ? null : to;
  const body = { selection, responsibleId };
  const preview = useQuery({
    queryKey: ['assignment', body],
    enabled: to !== null,
    queryFn: ({ signal }) =>
      request<typeof previewAssignment>('POST', '/api/customers/assignment/preview', { body }, signal),
  });
  const assign = useSubmit(async () => {
    const { changed } = await request<typeof assignCustomers>('POST', '/api/customers/assignment', { body });
    await client.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/api/customers'),
    });
    toast({ text: t('customers.assign.done', { count: changed }) });
    onDone();
  });
  return (
    <Drawer
      title={t('customers.assign.title')}
      label={t('customers.assign.title')}
      onClose={onClose}
      foot={
        <Button
          kind="filled"
          busy={assign.isBusy}
          disabled={!preview.data || preview.data.changing === 0}
          onClick={() => void assign.submit()}
        >
          {t('customers.assign')}
        </Button>
      }
    >
      <div className={css['form']}>
        <Select
          label={t('customers.assign.person')}
          placeholder={t('customers.assign.find')}
          searchable
          data={[
            { value: nobody, label: t('customers.assign.nobody') },
            ...people.map((one) => ({ value: one.id, label: one.name })),
          ]}
          value={to}
          onChange={setTo}
        />
        {preview.isFetching && <SkeletonText lines={3} />}
        {preview.error && <ErrorState error={preview.error} isInline />}
        {preview.data && !preview.isFetching && <Preview preview={preview.data} />}
        {assign.error !== undefined && <ErrorState error={assign.error} isInline />}
      </div>
    </Drawer>
  );
}

interface PreviewReply {
  readonly changing: number;
  readonly outOfReach: number;
  readonly from: readonly {
    readonly person?: { readonly id: string; readonly name: string } | undefined;
    readonly customers: number;
  }[];
}

function Preview({ preview }: { readonly preview: PreviewReply }) {
  const { t, formats } = useTexts();
  return (
    <>
      <p>
        {preview.changing === 0
          ? t('customers.assign.nothing')
          : t('customers.assign.preview', { count: preview.changing })}
      </p>
      {preview.from.length > 0 && (
        <LineList
          lines={preview.from.map((line) => ({
            key: line.person?.id ?? nobody,
            title: line.person?.name ?? t('customers.card.unowned'),
            value: formats.int(line.customers),
          }))}
        />
      )}
      {preview.outOfReach > 0 && (
        <Note>{t('customers.assign.outOfReach', { count: preview.outOfReach })}</Note>
      )}
    </>
  );
}
