import { IconHome, IconReportAnalytics } from '@tabler/icons-react';
import type { RoomWeb } from '#platform/web/lib/room-web.ts';
import type texts from './texts.en.json';

declare module '#platform/web/lib/texts.tsx' {
  interface TextCatalogues {
    reports: typeof texts;
  }
}

const classes = { resource: 'classes', action: 'read' } as const;
const employees = { resource: 'employeeReports', action: 'read' } as const;
const amounts = { resource: 'amounts', action: 'read' } as const;

export const reportsWeb: RoomWeb = {
  room: 'reports',
  pages: [
    {
      path: '/',
      page: () => import('./overview/overview-page.tsx'),
      title: 'reports.overview.title',
      need: classes,
    },
    { path: '/reports', page: () => import('./index-page.tsx'), title: 'reports.title', need: classes },
    {
      path: '/reports/employees',
      page: () => import('./employees-page.tsx'),
      title: 'reports.employees.title',
      need: employees,
    },
    {
      path: '/reports/customers',
      page: () => import('./customers-page.tsx'),
      title: 'reports.customers.title',
      need: classes,
    },
    {
      path: '/reports/dynamics',
      page: () => import('./dynamics-page.tsx'),
      title: 'reports.dynamics.title',
      need: amounts,
    },
    {
      path: '/reports/products',
      page: () => import('./products-page.tsx'),
      title: 'reports.products.title',
      need: amounts,
    },
  ],
  navigation: [
    {
      group: 'top',
      label: 'reports.overview.title',
      icon: IconHome,
      to: '/',
      order: 0,
      need: classes,
      phone: true,
    },
    {
      group: 'analysis',
      label: 'reports.title',
      icon: IconReportAnalytics,
      to: '/reports',
      order: 30,
      need: classes,
      phone: true,
    },
  ],
  actions: [],
};
