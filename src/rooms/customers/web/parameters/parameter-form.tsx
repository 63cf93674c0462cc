import { Checkbox, Select, TextInput, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '#platform/web/lib/client.ts';
import { useFieldErrors } from '#platform/web/lib/error-text.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { useSubmit } from '#platform/web/pages/use-submit.ts';
import { Button } from '#platform/web/ui/button.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import { useToast } from '#platform/web/ui/toast.tsx';
import type { changeParameter, createParameter } from '../../shared/parameter-contract.ts';
import { parameterTypes } from '../../shared/parameter.ts';
import { blocks } from '../../shared/words.ts';
import form from '../form.module.css';
import type { Parameter } from '../parameters-page.tsx';

/** One parameter: its key is chosen once, its type while no customer has a value. */
export function ParameterForm({
  parameter,
  onDone,
}: {
  readonly parameter: Parameter | undefined;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const client = useQueryClient();
  const toast = useToast();
  const [draft, setDraft] = useState({
    key: parameter?.key ?? '',
    name: parameter?.name ?? '',
    block: parameter?.block ?? ('commercial' as const),
    type: parameter?.type ?? ('text' as const),
    options: (parameter?.options ?? []).join('\n'),
    required: parameter?.required ?? false,
    archived: parameter?.archived ?? false,
  });
  const change = (changes: Partial<typeof draft>) => setDraft({ ...draft, ...changes });
  const save = useSubmit(async () => {
    const { key, archived, options, ...rest } = draft;
    const fields = {
      ...rest,
      name: draft.name.trim(),
      options: draft.type === 'choice' ? linesOf(options) : [],
    };
    if (parameter)
      await request<typeof changeParameter>('PATCH', '/api/customer-parameters/:id', {
        params: { id: parameter.id },
        body: { version: parameter.version, archived, ...fields },
      });
    else
      await request<typeof createParameter>('POST', '/api/customer-parameters', { body: { key, ...fields } });
    await client.invalidateQueries({ queryKey: ['/api/customer-parameters'] });
    toast({ text: t('customers.card.saved') });
    onDone();
  });
  const errors = useFieldErrors(save.error);
  return (
    <form
      className={form['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void save.submit();
      }}
    >
      <TextInput
        data-autofocus
        label={t('customers.parameters.name')}
        maxLength={200}
        value={draft.name}
        error={errors['name']}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('customers.parameters.key')}
        description={t('customers.parameters.keyHint')}
        disabled={parameter !== undefined}
        maxLength={63}
        value={draft.key}
        error={errors['key']}
        onChange={(event) =>
          change({ key: event.currentTarget.value.toLowerCase().replace(/[^a-z0-9_]/g, '') })
        }
      />
      <Select
        label={t('customers.parameters.block')}
        data={blocks.map((one) => ({ value: one, label: t(`customers.block.${one}`) }))}
        value={draft.block}
        allowDeselect={false}
        onChange={(value) => change({ block: blocks.find((one) => one === value) ?? draft.block })}
      />
      <Select
        label={t('customers.parameters.type')}
        data={parameterTypes.map((one) => ({ value: one, label: t(`customers.type.${one}`) }))}
        value={draft.type}
        allowDeselect={false}
        onChange={(value) => change({ type: parameterTypes.find((one) => one === value) ?? draft.type })}
      />
      {draft.type === 'choice' && (
        <Textarea
          label={t('customers.parameters.options')}
          autosize
          minRows={3}
          maxRows={12}
          value={draft.options}
          error={errors['options']}
          onChange={(event) => change({ options: event.currentTarget.value })}
        />
      )}
      <Checkbox
        label={t('customers.parameters.required')}
        checked={draft.required}
        onChange={(event) => change({ required: event.currentTarget.checked })}
      />
      {parameter && (
        <Checkbox
          label={t('customers.parameters.archived')}
          checked={draft.archived}
          onChange={(event) => change({ archived: event.currentTarget.checked })}
        />
      )}
      {save.error !== undefined && <ErrorState error={save.error} isInline />}
      <Button
        kind="filled"
        type="submit"
        busy={save.isBusy}
        disabled={draft.name.trim() === '' || !/^[a-z]/.test(draft.key)}
      >
        {t('ui.save')}
      </Button>
    </form>
  );
}

function linesOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    ),
  ];
}
