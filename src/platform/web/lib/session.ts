// Who is signed in, in which company, and what the server says they may do. The client shows or hides by it and never decides.

import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { getSession } from '#platform/shared/contracts/session.ts';
import type { Action, Resource } from '#platform/shared/endpoint.ts';
import type { Language } from '#platform/shared/texts.ts';
import { ApiError, request } from './client.ts';

export interface Session {
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly language: Language;
    readonly initials: string;
  };
  readonly company: {
    readonly name: string;
    readonly currency: string;
    readonly timeZone: string;
    readonly language: Language;
  };
  /** Resource, then action, then scope. */
  readonly may: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly asOfDefault?: string | null;
}

export interface Need {
  readonly resource: Resource;
  readonly action: Action;
}

/** The session, or null when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['/api/session'],
  staleTime: 60_000,
  queryFn: async (): Promise<Session | null> => {
    try {
      return await request<typeof getSession>('GET', '/api/session', {});
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
});

/** The session on a page that is shown to signed-in people only. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null) throw new ApiError(401, 'access.signed_out');
  return data;
}

/** Whether the server gives this person the action on the resource in any scope. */
export function mayDo(session: Session, need: Need | undefined): boolean {
  if (need === undefined) return true;
  const scope = session.may[need.resource]?.[need.action];
  return scope !== undefined && scope !== 'none' && scope !== '';
}
