import { Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { request } from '#platform/web/lib/client.ts';
import { useErrorText } from '#platform/web/lib/error-text.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { useSubmit } from '#platform/web/pages/use-submit.ts';
import { Button, ButtonLink } from '#platform/web/ui/button.tsx';
import { useGo } from '#platform/web/ui/link.tsx';
import { useToast } from '#platform/web/ui/toast.tsx';
import type { takeCustomer } from '../../shared/assign-contract.ts';
import type { archiveCustomer, restoreCustomer } from '../../shared/contract.ts';
import type { Card } from '../card-page.tsx';
import { useCardChanged } from './use-card-changed.ts';

/** What this person may do with this customer: the server said so with the record. */
export function CardActions({ card }: { readonly card: Card }) {
  const { t } = useTexts();
  const go = useGo();
  const toast = useToast();
  const changed = useCardChanged();
  const [failed, setFailed] = useState<unknown>();
  const { text: failure } = useErrorText(failed);
  const body = { version: card.version };
  const params = { id: card.id };
  const act = useSubmit(async (what: 'archive' | 'restore' | 'take') => {
    try {
      if (what === 'take')
        await request<typeof takeCustomer>('POST', '/api/customers/:id/take', { params, body });
      else if (what === 'archive')
        await request<typeof archiveCustomer>('POST', '/api/customers/:id/archive', { params, body });
      else await request<typeof restoreCustomer>('POST', '/api/customers/:id/restore', { params, body });
      toast({
        text: t(
          what === 'take'
            ? 'customers.card.taken'
            : what === 'archive'
              ? 'customers.card.archived'
              : 'customers.card.restored',
        ),
      });
    } catch (error) {
      setFailed(error);
    }
    await changed();
  });
  const { may } = card;
  return (
    <>
      {failed !== undefined && (
        <span className="red small" role="alert">
          {failure}
        </span>
      )}
      {(may.archive || may.restore || may.change) && (
        <Menu position="bottom-end" offset={4}>
          <Menu.Target>
            <Button kind="quiet" icon={IconDots} aria-label={t('customers.card.more')} />
          </Menu.Target>
          <Menu.Dropdown>
            {may.change && (
              <Menu.Item onClick={() => go(`/customers/new?parent=${card.id}`)}>
                {t('customers.card.units.add')}
              </Menu.Item>
            )}
            {may.archive && (
              <Menu.Item onClick={() => void act.submit('archive')}>{t('customers.card.archive')}</Menu.Item>
            )}
            {may.restore && (
              <Menu.Item onClick={() => void act.submit('restore')}>{t('customers.card.restore')}</Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {may.change && (
        <ButtonLink to={`/customers/${card.id}?tab=details`}>{t('customers.card.edit')}</ButtonLink>
      )}
      {may.take && (
        <Button kind="filled" busy={act.isBusy} onClick={() => void act.submit('take')}>
          {t('customers.card.take')}
        </Button>
      )}
    </>
  );
}
