import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { endOtherSessions, endOwnSession } from '#platform/shared/contracts/me.ts';
import { request } from '../lib/client.ts';
import { useSession } from '../lib/session.ts';
import { useTexts } from '../lib/texts.tsx';
import { Button } from '../ui/button.tsx';
import { Section } from '../ui/record.tsx';
import { ErrorState } from '../ui/states.tsx';
import css from './parts.module.css';
import { useSubmit } from './use-submit.ts';

export interface OwnSession {
  readonly id: string;
  readonly current: boolean;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly userAgent: string | null;
  readonly address: string | null;
}

/** Where this account is signed in; each can be ended. */
export function OwnSessions({ sessions }: { readonly sessions: readonly OwnSession[] }) {
  const { t, formats } = useTexts();
  const { company } = useSession();
  const client = useQueryClient();
  const end = useCallback(
    async (id: string | undefined) => {
      if (id === undefined) await request<typeof endOtherSessions>('DELETE', '/api/me/sessions', {});
      else await request<typeof endOwnSession>('DELETE', '/api/me/sessions/:id', { params: { id } });
      await client.invalidateQueries({ queryKey: ['/api/me'] });
    },
    [client],
  );
  const { submit, isBusy, error } = useSubmit(end);
  const hasOthers = sessions.some((session) => !session.current);
  return (
    <Section
      title={t('platform.sessions.title')}
      action={
        hasOthers && (
          <Button kind="quiet" busy={isBusy} onClick={() => void submit(undefined)}>
            {t('platform.sessions.end_others')}
          </Button>
        )
      }
    >
      {error !== undefined && <ErrorState error={error} isInline />}
      <div className={css.lines}>
        {sessions.map((session) => (
          <div key={session.id} className={css.line}>
            <div>
              <div>{browserOf(session.userAgent) ?? t('platform.sessions.unknown')}</div>
              <div className="muted small">
                {[
                  session.address,
                  t('platform.sessions.seen', {
                    moment: formats.moment(session.lastSeenAt, company.timeZone),
                  }),
                ]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </div>
            </div>
            {session.current ? (
              <span className="teal small">{t('platform.sessions.current')}</span>
            ) : (
              <Button kind="quiet" disabled={isBusy} onClick={() => void submit(session.id)}>
                {t('platform.sessions.end')}
              </Button>
            )}
          </div>
        ))}
      </div>
    </Section>
  );
}

/** «Firefox, Linux»: enough to know one's own device again. */
export function browserOf(userAgent: string | null): string | undefined {
  if (userAgent === null) return undefined;
  const browser = [
    ['Edg/', 'Edge'],
    ['YaBrowser/', 'Yandex Browser'],
    ['OPR/', 'Opera'],
    ['Firefox/', 'Firefox'],
    ['Chrome/', 'Chrome'],
    ['Safari/', 'Safari'],
  ].find(([mark]) => userAgent.includes(mark ?? ''))?.[1];
  const system = [
    ['Android', 'Android'],
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Windows', 'Windows'],
    ['Mac OS X', 'macOS'],
    ['Linux', 'Linux'],
  ].find(([mark]) => userAgent.includes(mark ?? ''))?.[1];
  const known = [browser, system].filter((part) => part !== undefined);
  return known.length > 0 ? known.join(', ') : userAgent.slice(0, 60);
}
