// What the ground floor brings to the web application: signing in, one's own account, settings.

import { IconSettings, IconUserCircle } from '@tabler/icons-react';
import type { RoomWeb } from './lib/room-web.ts';
import type texts from './pages/texts.en.json';

declare module './lib/texts.tsx' {
  interface TextCatalogues {
    platformPages: typeof texts;
  }
}

const people = { resource: 'people', action: 'read' } as const;
const settings = { resource: 'settings', action: 'read' } as const;

export const platformWeb: RoomWeb = {
  room: 'platform',
  pages: [
    { path: '/sign-in', page: () => import('./pages/sign-in-page.tsx'), frame: 'bare' },
    { path: '/welcome', page: () => import('./pages/welcome-page.tsx'), frame: 'bare' },
    { path: '/invitation', page: () => import('./pages/link-page.tsx'), frame: 'bare' },
    { path: '/reset', page: () => import('./pages/link-page.tsx'), frame: 'bare' },
    { path: '/me', page: () => import('./pages/profile-page.tsx') },
    { path: '/settings/company', page: () => import('./pages/company-page.tsx'), need: settings },
    { path: '/settings/people', page: () => import('./pages/people-page.tsx'), need: people },
    { path: '/settings/roles', page: () => import('./pages/roles-page.tsx'), need: people },
    { path: '/settings/divisions', page: () => import('./pages/divisions-page.tsx'), need: people },
    { path: '/settings/calendar', page: () => import('./pages/calendar-page.tsx'), need: settings },
    { path: '/settings/tokens', page: () => import('./pages/tokens-page.tsx'), need: settings },
    { path: '/settings/api', page: () => import('./pages/api-page.tsx'), need: settings },
    {
      path: '/settings/audit',
      page: () => import('./pages/audit-page.tsx'),
      need: { resource: 'audit', action: 'read' },
    },
  ],
  navigation: [
    {
      group: 'company',
      label: 'platform.people.title',
      icon: IconUserCircle,
      to: '/settings/people',
      order: 80,
      need: people,
    },
    {
      group: 'company',
      label: 'platform.settings.title',
      icon: IconSettings,
      to: '/settings/company',
      order: 90,
      need: settings,
    },
  ],
  actions: [
    { id: 'platform.profile', label: 'platform.profile.title', to: '/me' },
    { id: 'platform.roles', label: 'platform.roles.title', to: '/settings/roles', need: people },
    {
      id: 'platform.audit',
      label: 'platform.audit.title',
      to: '/settings/audit',
      need: { resource: 'audit', action: 'read' },
    },
  ],
};
