import { useMemo } from 'react';
import { useTexts } from '../lib/texts.tsx';
import type { Column } from '../ui/data-table.tsx';
import type { Person } from './people-page.tsx';

export function usePeopleColumns(): readonly Column<Person>[] {
  const { t, language } = useTexts();
  return useMemo(() => {
    const rolesOf = (row: Person) =>
      row.roles.map((role) => (language === 'ru' ? role.nameRu : role.nameEn)).join(', ');
    return [
      {
        key: 'name',
        title: t('platform.people.name'),
        grow: true,
        phone: 'name',
        render: (row) => row.name,
        exportValue: (row) => row.name,
      },
      {
        key: 'roles',
        title: t('platform.people.roles'),
        width: 220,
        maxWidth: 220,
        phone: 'note',
        render: rolesOf,
        exportValue: rolesOf,
      },
      {
        key: 'division',
        title: t('platform.people.division'),
        width: 180,
        maxWidth: 180,
        render: (row) => row.division?.name ?? '',
        exportValue: (row) => row.division?.name ?? null,
      },
      {
        key: 'email',
        title: t('platform.field.email'),
        width: 220,
        maxWidth: 220,
        render: (row) => row.email ?? '',
        exportValue: (row) => row.email,
      },
      {
        key: 'account',
        title: t('platform.people.account'),
        width: 150,
        phone: 'marks',
        render: (row) => (
          <span className={row.account === 'active' ? 'teal' : row.account === 'invited' ? 'amber' : 'muted'}>
            {t(`platform.people.account_${row.account}`)}
            {row.totp && ` · ${t('platform.totp.short')}`}
          </span>
        ),
        exportValue: (row) => row.account,
      },
      {
        key: 'code',
        title: t('platform.people.code'),
        width: 110,
        maxWidth: 110,
        render: (row) => row.code ?? '',
        exportValue: (row) => row.code,
      },
    ];
  }, [t, language]);
}
