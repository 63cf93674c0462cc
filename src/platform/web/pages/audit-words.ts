import type { listAudit } from '#platform/shared/contracts/settings.ts';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { useTexts } from '../lib/texts.tsx';

export type AuditEntry = ReplyOf<typeof listAudit>['rows'][number];

/** Names of kinds and actions as people say them; an unknown one stands as it is. */
export function useAuditWords(): { entity(key: string): string; action(key: string): string } {
  const { tryText } = useTexts();
  return {
    entity: (key) => tryText(`platform.audit.entity.${key}`) ?? tryText(`audit.${key}`) ?? key,
    action: (key) => tryText(`platform.audit.action.${key}`) ?? key.replaceAll('_', ' '),
  };
}
