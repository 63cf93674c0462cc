import { IconPackages } from '@tabler/icons-react';
import type { RoomWeb } from '#platform/web/lib/room-web.ts';
import type texts from './texts.en.json';

declare module '#platform/web/lib/texts.tsx' {
  interface TextCatalogues {
    catalog: typeof texts;
  }
}

const need = { resource: 'catalog', action: 'read' } as const;

export const catalogWeb: RoomWeb = {
  room: 'catalog',
  pages: [
    { path: '/products', page: () => import('./products-page.tsx'), need },
    { path: '/products/directions', page: () => import('./directions-page.tsx'), need },
  ],
  navigation: [
    { group: 'sales', label: 'catalog.title', icon: IconPackages, to: '/products', order: 50, need },
  ],
  actions: [],
};
