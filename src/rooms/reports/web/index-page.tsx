// The address of all reports leads to the first one that this person may see.

import { useEffect } from 'react';
import { mayDo, useSession } from '#platform/web/lib/session.ts';
import { useGo } from '#platform/web/ui/link.tsx';
import { needs, reportPages } from './report-frame.tsx';

export function Page() {
  const session = useSession();
  const go = useGo();
  const first = reportPages.find((name) => mayDo(session, needs[name])) ?? 'customers';
  useEffect(() => go(`/reports/${first}`, { replace: true }), [go, first]);
  return null;
}
