import { Select, TextInput } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { addDivision, changeDivision } from '#platform/shared/contracts/roles.ts';
import { request } from '../lib/client.ts';
import { useTexts } from '../lib/texts.tsx';
import { Button } from '../ui/button.tsx';
import { Drawer } from '../ui/drawer.tsx';
import { SegmentedControl } from '../ui/segmented.tsx';
import { ErrorState } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import type { Division } from './divisions-page.tsx';
import css from './parts.module.css';
import { usePeopleChanged } from './use-people-changed.ts';
import { useSubmit } from './use-submit.ts';

interface DivisionPanelProps {
  readonly division: Division | undefined;
  readonly divisions: readonly Division[];
  readonly mayWrite: boolean;
  readonly onClose: () => void;
}

/** One division at the right: its name, its place in the tree, closing it. */
export function DivisionPanel({ division, divisions, mayWrite, onClose }: DivisionPanelProps) {
  const { t } = useTexts();
  const toast = useToast();
  const changed = usePeopleChanged();
  const [draft, setDraft] = useState({
    name: division?.name ?? '',
    kind: division?.kind ?? ('division' as const),
    parent: division?.parent ?? null,
  });
  const send = useCallback(
    async (archived: boolean | undefined) => {
      if (division) {
        const body = { version: division.version, ...draft, ...(archived === undefined ? {} : { archived }) };
        await request<typeof changeDivision>('PATCH', '/api/divisions/:id', {
          params: { id: division.id },
          body,
        });
      } else {
        await request<typeof addDivision>('POST', '/api/divisions', { body: draft });
        onClose();
      }
      toast({ text: t('platform.saved') });
      await changed();
    },
    [division, draft, onClose, changed, toast, t],
  );
  const { submit, isBusy, error } = useSubmit(send);
  const title = division?.name ?? t('platform.divisions.add');
  return (
    <Drawer title={title} label={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit(undefined);
        }}
      >
        <fieldset className={css.form} disabled={!mayWrite}>
          <TextInput
            label={t('platform.divisions.name')}
            value={draft.name}
            onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
          />
          <SegmentedControl
            label={t('platform.divisions.kind')}
            options={[
              { value: 'division', label: t('platform.divisions.kind_division') },
              { value: 'branch', label: t('platform.divisions.kind_branch') },
            ]}
            value={draft.kind}
            onChange={(kind) => setDraft({ ...draft, kind })}
          />
          <Select
            label={t('platform.divisions.parent')}
            data={divisions
              .filter((row) => !row.archived && row.id !== division?.id)
              .map((row) => ({ value: row.id, label: row.name }))}
            value={draft.parent}
            clearable
            searchable
            onChange={(parent) => setDraft({ ...draft, parent })}
          />
          {error !== undefined && <ErrorState error={error} isInline />}
          {mayWrite && (
            <div className={css.row}>
              <Button
                kind={division ? 'plain' : 'filled'}
                type="submit"
                busy={isBusy}
                disabled={draft.name.trim() === ''}
              >
                {division ? t('platform.save') : t('platform.divisions.add')}
              </Button>
              {division && (
                <Button kind="quiet" busy={isBusy} onClick={() => void submit(!division.archived)}>
                  {division.archived ? t('platform.divisions.reopen') : t('platform.divisions.archive')}
                </Button>
              )}
            </div>
          )}
        </fieldset>
      </form>
    </Drawer>
  );
}
