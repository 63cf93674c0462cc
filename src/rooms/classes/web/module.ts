import { IconGrid3x3, IconHeartbeat, IconRuler2 } from '@tabler/icons-react';
import type { RoomWeb } from '#platform/web/lib/room-web.ts';
import { registerCardPanel } from '#rooms/customers/web/index.ts';
import type texts from './texts.en.json';

declare module '#platform/web/lib/texts.tsx' {
  interface TextCatalogues {
    classes: typeof texts;
  }
}

const need = { resource: 'classes', action: 'read' } as const;
const definitions = { resource: 'definitions', action: 'read' } as const;

registerCardPanel(
  { key: 'classes.figures', place: 'figures', order: 10, need },
  () => import('./card/figures-panel.tsx'),
);
registerCardPanel(
  { key: 'classes.history', place: 'aside', order: 20, need },
  () => import('./card/history-panel.tsx'),
);

export const classesWeb: RoomWeb = {
  room: 'classes',
  pages: [
    { path: '/classes', page: () => import('./classes-page.tsx'), title: 'classes.title', need },
    {
      path: '/life-cycle',
      page: () => import('./life-cycle/life-cycle-page.tsx'),
      title: 'classes.life.title',
      need,
    },
    {
      path: '/settings/definitions',
      page: () => import('./definitions/definitions-page.tsx'),
      title: 'classes.definitions.title',
      need: definitions,
    },
  ],
  navigation: [
    {
      group: 'analysis',
      label: 'classes.nav',
      icon: IconGrid3x3,
      to: '/classes',
      order: 10,
      need,
      phone: true,
    },
    {
      group: 'analysis',
      label: 'classes.life.title',
      icon: IconHeartbeat,
      to: '/life-cycle',
      order: 20,
      need,
    },
    {
      group: 'company',
      label: 'classes.definitions.title',
      icon: IconRuler2,
      to: '/settings/definitions',
      order: 60,
      need: definitions,
    },
  ],
  actions: [],
};
