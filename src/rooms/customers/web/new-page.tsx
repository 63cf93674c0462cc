import { Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAddress } from '#platform/web/lib/address.ts';
import { ApiError, request } from '#platform/web/lib/client.ts';
import { useFieldErrors } from '#platform/web/lib/error-text.ts';
import { useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { useSubmit } from '#platform/web/pages/use-submit.ts';
import { Button, ButtonLink } from '#platform/web/ui/button.tsx';
import { useGo } from '#platform/web/ui/link.tsx';
import { FormPage } from '#platform/web/ui/pages.tsx';
import { Section } from '#platform/web/ui/record.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import { useToast } from '#platform/web/ui/toast.tsx';
import type { createCustomer } from '../shared/contract.ts';
import { CustomerForm } from './customer-form.tsx';
import { emptyDraft, fieldsOf } from './form-fields.ts';
import type { Draft } from './form-fields.ts';
import { PossibleDuplicates, duplicatesOf } from './new/possible-duplicates.tsx';
import { usePeopleNames } from './people.ts';

/** A new customer. Possible duplicates come at the right and must be answered (issue 2, section 2). */
export function Page() {
  const { t } = useTexts();
  const { search } = useAddress();
  const go = useGo();
  const toast = useToast();
  const client = useQueryClient();
  const people = usePeopleNames();
  const worksWithOwn = useSession().may['customers']?.['write'] === 'own';
  const parentId = search['parent'];
  const [draft, setDraft] = useState<Draft>({
    ...emptyDraft,
    parentId,
    kind: parentId === undefined ? 'organisation' : 'unit',
  });
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes });
  const create = useSubmit(async (createAnyway: boolean) => {
    const owner = draft.responsibleId === undefined ? {} : { responsibleId: draft.responsibleId };
    const code = draft.code.trim() === '' ? {} : { code: draft.code.trim() };
    const made = await request<typeof createCustomer>('POST', '/api/customers', {
      body: { ...fieldsOf(draft), ...owner, ...code, createAnyway },
    });
    await client.invalidateQueries({ queryKey: ['/api/customers'] });
    toast({ text: t('customers.created') });
    go(`/customers/${made.id}`);
  });
  const errors = useFieldErrors(create.error);
  const duplicates = duplicatesOf(create.error);
  const hasOtherError =
    create.error !== undefined &&
    duplicates === undefined &&
    !(create.error instanceof ApiError && create.error.fields.length > 0);
  return (
    <FormPage
      title={t('customers.new.title')}
      crumb={{ label: t('customers.title'), to: '/customers' }}
      onSubmit={() => void create.submit(false)}
      aside={
        duplicates ? (
          <PossibleDuplicates
            found={duplicates}
            isBusy={create.isBusy}
            onAnyway={() => void create.submit(true)}
          />
        ) : (
          <Section isAside title={t('customers.new.aside')}>
            <p className="soft">{t('customers.new.aside.text')}</p>
          </Section>
        )
      }
      foot={
        <>
          <ButtonLink kind="quiet" to={parentId === undefined ? '/customers' : `/customers/${parentId}`}>
            {t('ui.cancel')}
          </ButtonLink>
          <span className="grow" />
          <Button kind="filled" type="submit" busy={create.isBusy} disabled={draft.name.trim() === ''}>
            {t('customers.create')}
          </Button>
        </>
      }
    >
      {hasOtherError && <ErrorState error={create.error} isInline />}
      <CustomerForm draft={draft} onChange={change} errors={errors} />
      {!worksWithOwn && (
        <Select
          label={t('customers.field.responsible')}
          clearable
          searchable
          data={people.map((one) => ({ value: one.id, label: one.name }))}
          value={draft.responsibleId ?? null}
          onChange={(responsibleId) => change({ responsibleId })}
        />
      )}
      <TextInput
        label={t('customers.field.code')}
        description={t('customers.field.codeHint')}
        maxLength={64}
        value={draft.code}
        onChange={(event) => change({ code: event.currentTarget.value })}
      />
    </FormPage>
  );
}
