import { Checkbox, Popover, TextInput } from '@mantine/core';
import { IconBookmark, IconBookmarkOff } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { addView, removeView } from '#platform/shared/contracts/settings.ts';
import { request } from '#platform/web/lib/client.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { useSubmit } from '#platform/web/pages/use-submit.ts';
import { Button } from '#platform/web/ui/button.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import { useToast } from '#platform/web/ui/toast.tsx';
import type { FilterQuery } from '../../shared/filter.ts';
import css from './list.module.css';
import { viewsPlace } from './view-tabs.tsx';
import type { View } from './views.ts';

/** Keeps the conditions of the list under a name, for oneself or for everybody; a saved one of one's own can be taken away. */
export function SaveView({
  filter,
  shown,
}: {
  readonly filter: FilterQuery;
  readonly shown: View | undefined;
}) {
  const { t } = useTexts();
  const client = useQueryClient();
  const toast = useToast();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const again = () => client.invalidateQueries({ queryKey: ['/api/views'] });
  const save = useSubmit(async () => {
    const state = Object.fromEntries(
      Object.entries(filter).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
    await request<typeof addView>('POST', '/api/views', {
      body: { place: viewsPlace, name: name.trim(), shared: isShared, state },
    });
    await again();
    setOpen(false);
    setName('');
    toast({ text: t('customers.view.saved') });
  });
  const remove = useSubmit(async (id: string) => {
    await request<typeof removeView>('DELETE', '/api/views/:id', { params: { id } });
    await again();
    toast({ text: t('customers.view.removed') });
  });
  const own = shown?.saved?.own === true ? shown.saved.id : undefined;
  if (own !== undefined) {
    return (
      <Button
        kind="quiet"
        icon={IconBookmarkOff}
        busy={remove.isBusy}
        onClick={() => void remove.submit(own)}
      >
        <span className="desk">{t('customers.view.remove')}</span>
      </Button>
    );
  }
  if (shown !== undefined) return null;
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" offset={4} trapFocus returnFocus>
      <Popover.Target>
        <Button kind="quiet" icon={IconBookmark} onClick={() => setOpen(!isOpen)}>
          <span className="desk">{t('customers.view.save')}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={css['form']}
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== '') void save.submit();
          }}
        >
          <TextInput
            data-autofocus
            label={t('customers.view.name')}
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Checkbox
            label={t('customers.view.shared')}
            checked={isShared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
          {save.error !== undefined && <ErrorState error={save.error} isInline />}
          <Button kind="filled" type="submit" busy={save.isBusy} disabled={name.trim() === ''}>
            {t('customers.view.save')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
