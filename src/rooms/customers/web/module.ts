import { IconChecklist, IconUsers } from '@tabler/icons-react';
import { request } from '#platform/web/lib/client.ts';
import type { RoomWeb } from '#platform/web/lib/room-web.ts';
import type { listCustomers } from '../shared/contract.ts';
import type texts from './texts.en.json';

declare module '#platform/web/lib/texts.tsx' {
  interface TextCatalogues {
    customers: typeof texts;
  }
}

const read = { resource: 'customers', action: 'read' } as const;
const write = { resource: 'customers', action: 'write' } as const;

export const customersWeb: RoomWeb = {
  room: 'customers',
  pages: [
    { path: '/customers', page: () => import('./list-page.tsx'), need: read },
    { path: '/customers/new', page: () => import('./new-page.tsx'), need: write },
    { path: '/customers/quality', page: () => import('./quality-page.tsx'), need: read },
    { path: '/customers/quality/duplicates', page: () => import('./duplicates-page.tsx'), need: write },
    { path: '/customers/$id', page: () => import('./card-page.tsx'), need: read },
    {
      path: '/customers/quality/parameters',
      page: () => import('./parameters-page.tsx'),
      need: { resource: 'definitions', action: 'read' },
    },
  ],
  navigation: [
    {
      group: 'customers',
      label: 'customers.title',
      icon: IconUsers,
      to: '/customers',
      order: 10,
      need: read,
      phone: true,
    },
    {
      group: 'customers',
      label: 'customers.quality.title',
      icon: IconChecklist,
      to: '/customers/quality',
      order: 30,
      need: read,
    },
  ],
  actions: [
    { id: 'customers.new', label: 'customers.new.title', to: '/customers/new', need: write },
    {
      id: 'customers.parameters',
      label: 'customers.parameters.title',
      to: '/customers/quality/parameters',
      need: { resource: 'definitions', action: 'write' },
    },
  ],
  find: async (text, signal) => {
    const found = await request<typeof listCustomers>(
      'GET',
      '/api/customers',
      { query: { q: text.slice(0, 200), limit: 6 } },
      signal,
    );
    return found.rows.map((row) => ({
      id: row.id,
      label: row.name,
      note: row.city ?? row.code,
      to: `/customers/${row.id}`,
    }));
  },
};
