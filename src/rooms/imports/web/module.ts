import { IconFileImport } from '@tabler/icons-react';
import type { RoomWeb } from '#platform/web/lib/room-web.ts';
import type texts from './texts.en.json';

declare module '#platform/web/lib/texts.tsx' {
  interface TextCatalogues {
    imports: typeof texts;
  }
}

const read = { resource: 'imports', action: 'read' } as const;
const write = { resource: 'imports', action: 'write' } as const;

export const importsWeb: RoomWeb = {
  room: 'imports',
  pages: [
    {
      path: '/imports',
      page: () => import('./history/history-page.tsx'),
      title: 'imports.title',
      need: read,
    },
    {
      path: '/imports/new',
      page: () => import('./wizard/wizard-page.tsx'),
      title: 'imports.wizard.title',
      need: write,
    },
    { path: '/imports/$run', page: () => import('./run/run-page.tsx'), title: 'imports.title', need: read },
  ],
  navigation: [
    { group: 'company', label: 'imports.title', icon: IconFileImport, to: '/imports', order: 10, need: read },
  ],
  everywhere: { need: write, load: () => import('./everywhere.tsx') },
  actions: [
    { id: 'imports.new', label: 'imports.new', icon: IconFileImport, to: '/imports/new', need: write },
  ],
};
