import { Checkbox, NumberInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { addToken } from '#platform/shared/contracts/roles.ts';
import { request } from '../lib/client.ts';
import { useSession } from '../lib/session.ts';
import { useTexts } from '../lib/texts.tsx';
import { Button } from '../ui/button.tsx';
import { Drawer } from '../ui/drawer.tsx';
import { ErrorState, Note } from '../ui/states.tsx';
import { CopyText } from './copy-text.tsx';
import css from './parts.module.css';
import { useSubmit } from './use-submit.ts';

/** A new token with a subset of the own rights; it is shown once. */
export function TokenPanel({ onClose }: { readonly onClose: () => void }) {
  const { t, tryText } = useTexts();
  const { may } = useSession();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [days, setDays] = useState(90);
  const [scopes, setScopes] = useState<Readonly<Record<string, readonly string[]>>>({});
  const [token, setToken] = useState<string>();
  const make = useCallback(async () => {
    const chosen = Object.fromEntries(
      Object.entries(scopes)
        .filter(([, actions]) => actions.length > 0)
        .map(([resource, actions]) => [resource, [...actions]]),
    );
    const made = await request<typeof addToken>('POST', '/api/tokens', {
      body: { name, days, scopes: chosen },
    });
    setToken(made.token);
    await client.invalidateQueries({ queryKey: ['/api/tokens'] });
  }, [name, days, scopes, client]);
  const { submit, isBusy, error } = useSubmit(make);
  const toggle = (resource: string, action: string) => {
    const before = scopes[resource] ?? [];
    setScopes({
      ...scopes,
      [resource]: before.includes(action) ? before.filter((item) => item !== action) : [...before, action],
    });
  };
  const hasScope = Object.values(scopes).some((actions) => actions.length > 0);
  return (
    <Drawer title={t('platform.tokens.add')} label={t('platform.tokens.add')} onClose={onClose}>
      {token !== undefined ? (
        <div className={css.form}>
          <Note>{t('platform.tokens.once')}</Note>
          <CopyText text={token} label={t('platform.tokens.token')} />
        </div>
      ) : (
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <TextInput
            label={t('platform.tokens.name')}
            description={t('platform.tokens.name_hint')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NumberInput
            label={t('platform.tokens.days')}
            min={1}
            max={3650}
            value={days}
            onChange={(value) => setDays(Number(value) || 1)}
          />
          <div className={css.scopes} role="group" aria-label={t('platform.tokens.scopes')}>
            {Object.entries(may).map(([resource, actions]) => (
              <div key={resource}>
                <span>{tryText(`platform.resource.${resource}`) ?? resource}</span>
                {Object.keys(actions ?? {}).map((action) => (
                  <Checkbox
                    key={action}
                    label={tryText(`platform.action.${action}`) ?? action}
                    checked={scopes[resource]?.includes(action) ?? false}
                    onChange={() => toggle(resource, action)}
                  />
                ))}
              </div>
            ))}
          </div>
          {error !== undefined && <ErrorState error={error} isInline />}
          <div className={css.row}>
            <Button kind="filled" type="submit" busy={isBusy} disabled={name.trim() === '' || !hasScope}>
              {t('platform.tokens.add')}
            </Button>
          </div>
        </form>
      )}
    </Drawer>
  );
}
