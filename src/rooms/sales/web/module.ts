import type { RoomWeb } from '#platform/web/lib/room-web.ts';
import { registerCardPanel } from '#rooms/customers/web/index.ts';
import type texts from './texts.en.json';

declare module '#platform/web/lib/texts.tsx' {
  interface TextCatalogues {
    sales: typeof texts;
  }
}

registerCardPanel(
  { key: 'sales.settlements', place: 'main', order: 20, need: { resource: 'amounts', action: 'read' } },
  () => import('./customer-settlements.tsx'),
);

export const salesWeb: RoomWeb = { room: 'sales', pages: [], navigation: [], actions: [] };
