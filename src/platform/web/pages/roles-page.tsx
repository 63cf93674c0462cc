import { TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { addRole, changeRole, listRoles, removeRole } from '#platform/shared/contracts/roles.ts';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { useAddress } from '../lib/address.ts';
import { request } from '../lib/client.ts';
import { query } from '../lib/queries.ts';
import { mayDo, useSession } from '../lib/session.ts';
import { useTexts } from '../lib/texts.tsx';
import { Button } from '../ui/button.tsx';
import { Chip, ConditionBar } from '../ui/condition-bar.tsx';
import { RecordPage } from '../ui/pages.tsx';
import { SkeletonText } from '../ui/skeleton.tsx';
import { ErrorState, Note } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import css from './parts.module.css';
import { RoleMatrix } from './role-matrix.tsx';
import type { RoleCells } from './role-matrix.tsx';
import { SettingsTabs } from './settings-tabs.tsx';
import { usePeopleChanged } from './use-people-changed.ts';
import { useSubmit } from './use-submit.ts';

type Roles = ReplyOf<typeof listRoles>;
type Role = Roles['rows'][number];

/** Roles as data: what each may do with what, and how far it reaches. */
export function Page() {
  const { t, language } = useTexts();
  const { search, change } = useAddress();
  const mayAdd = mayDo(useSession(), { resource: 'people', action: 'approve' });
  const roles = useQuery(query<typeof listRoles>('/api/roles', {}));
  const isNew = search['role'] === 'new';
  const picked = roles.data?.rows.find((role) => role.id === search['role']) ?? roles.data?.rows[0];
  const nameOf = (role: Role) => (language === 'ru' ? role.nameRu : role.nameEn);
  return (
    <RecordPage
      title={t('platform.settings.title')}
      tabs={
        <>
          <SettingsTabs current="roles" />
          {roles.data && (
            <ConditionBar>
              <Chip
                field={t('platform.roles.role')}
                value={isNew ? t('platform.roles.new') : picked && nameOf(picked)}
                edit={(done) =>
                  roles.data.rows.map((role) => (
                    <Button
                      key={role.id}
                      kind="quiet"
                      onClick={() => {
                        change({ role: role.id });
                        done();
                      }}
                    >
                      {nameOf(role)}
                    </Button>
                  ))
                }
              />
            </ConditionBar>
          )}
        </>
      }
      actions={
        mayAdd && (
          <Button kind="filled" icon={IconPlus} onClick={() => change({ role: 'new' })}>
            {t('platform.roles.add')}
          </Button>
        )
      }
    >
      {roles.isError && <ErrorState error={roles.error} onRetry={() => void roles.refetch()} />}
      {roles.isPending && <SkeletonText lines={10} />}
      {roles.data && (
        <RoleForm
          key={isNew ? 'new' : `${picked?.id}-${picked?.version}`}
          roles={roles.data}
          role={isNew ? undefined : picked}
          mayChange={mayAdd}
        />
      )}
    </RecordPage>
  );
}

function RoleForm({
  roles,
  role,
  mayChange,
}: {
  readonly roles: Roles;
  readonly role: Role | undefined;
  readonly mayChange: boolean;
}) {
  const { t } = useTexts();
  const { change } = useAddress();
  const toast = useToast();
  const changed = usePeopleChanged();
  const [names, setNames] = useState({ nameEn: role?.nameEn ?? '', nameRu: role?.nameRu ?? '' });
  const [cells, setCells] = useState<RoleCells>(role?.cells ?? {});
  const isFixed = role?.key === 'administrator' || !mayChange;
  const save = useCallback(async () => {
    const body = { ...names, cells: cells as Record<string, Record<string, string>> };
    if (role)
      await request<typeof changeRole>('PATCH', '/api/roles/:id', {
        params: { id: role.id },
        body: { version: role.version, ...body },
      });
    else change({ role: (await request<typeof addRole>('POST', '/api/roles', { body })).id });
    toast({ text: t('platform.saved') });
    await changed();
  }, [names, cells, role, change, changed, toast, t]);
  const remove = useCallback(async () => {
    if (!role) return;
    await request<typeof removeRole>('DELETE', '/api/roles/:id', { params: { id: role.id } });
    change({ role: undefined });
    await changed();
  }, [role, change, changed]);
  const saving = useSubmit(save);
  const removing = useSubmit(remove);
  const error = saving.error ?? removing.error;
  return (
    <form
      className={css.sections}
      onSubmit={(event) => {
        event.preventDefault();
        void saving.submit();
      }}
    >
      {role?.key === 'administrator' && <Note tone="accent">{t('platform.roles.administrator_note')}</Note>}
      <fieldset className={css.stack} disabled={isFixed}>
        <TextInput
          label={t('platform.roles.name_ru')}
          lang="ru"
          value={names.nameRu}
          onChange={(event) => setNames({ ...names, nameRu: event.currentTarget.value })}
        />
        <TextInput
          label={t('platform.roles.name_en')}
          lang="en"
          value={names.nameEn}
          onChange={(event) => setNames({ ...names, nameEn: event.currentTarget.value })}
        />
        {role && <p className="muted small">{t('platform.roles.people', { count: role.people })}</p>}
      </fieldset>
      <RoleMatrix
        resources={roles.resources}
        actions={roles.actions}
        scopes={roles.scopes}
        cells={cells}
        isFixed={isFixed}
        onChange={setCells}
      />
      {error !== undefined && <ErrorState error={error} isInline />}
      {!isFixed && (
        <div className={css.row}>
          <Button
            kind="filled"
            type="submit"
            busy={saving.isBusy}
            disabled={names.nameEn.trim() === '' || names.nameRu.trim() === ''}
          >
            {role ? t('platform.save') : t('platform.roles.add')}
          </Button>
          {role && !role.builtIn && (
            <Button
              kind="danger"
              busy={removing.isBusy}
              disabled={role.people > 0}
              onClick={() => void removing.submit()}
            >
              {t('platform.roles.remove')}
            </Button>
          )}
        </div>
      )}
    </form>
  );
}
