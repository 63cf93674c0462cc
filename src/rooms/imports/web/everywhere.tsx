import { useGo } from '#platform/web/ui/link.tsx';
import { DropAnywhere } from './wizard/drop.tsx';
import { leavePending } from './wizard/pending.ts';

/** A file dropped on any page opens the wizard with it. */
export function Everywhere() {
  const go = useGo();
  const take = (files: readonly File[]) => {
    leavePending(files);
    if (globalThis.location.pathname !== '/imports/new') go('/imports/new');
  };
  return <DropAnywhere onFiles={take} />;
}
