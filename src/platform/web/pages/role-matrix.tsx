import { useTexts } from '../lib/texts.tsx';
import css from './parts.module.css';

export type RoleCells = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface RoleMatrixProps {
  readonly resources: readonly string[];
  readonly actions: readonly string[];
  readonly scopes: readonly string[];
  readonly cells: RoleCells;
  readonly isFixed: boolean;
  readonly onChange: (cells: RoleCells) => void;
}

/** What a role may do: a row a resource, a column an action, in each cell how far it reaches. */
export function RoleMatrix({ resources, actions, scopes, cells, isFixed, onChange }: RoleMatrixProps) {
  const { t, tryText } = useTexts();
  const set = (resource: string, action: string, scope: string) =>
    onChange({ ...cells, [resource]: { ...cells[resource], [action]: scope } });
  return (
    <div className={css.matrix} tabIndex={0} role="group" aria-label={t('platform.roles.cells')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('platform.roles.resource')}</th>
            {actions.map((action) => (
              <th key={action} scope="col">
                {tryText(`platform.action.${action}`) ?? action}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {resources.map((resource) => {
            const label = tryText(`platform.resource.${resource}`) ?? resource;
            return (
              <tr key={resource}>
                <th scope="row">{label}</th>
                {actions.map((action) => {
                  const scope = cells[resource]?.[action] ?? 'none';
                  return (
                    <td key={action}>
                      {isFixed ? (
                        <span className={scope === 'none' ? 'muted' : undefined}>
                          {tryText(`platform.scope.${scope}`) ?? scope}
                        </span>
                      ) : (
                        <select
                          aria-label={`${label}: ${tryText(`platform.action.${action}`) ?? action}`}
                          value={scope}
                          data-none={scope === 'none'}
                          onChange={(event) => set(resource, action, event.currentTarget.value)}
                        >
                          {scopes.map((item) => (
                            <option key={item} value={item}>
                              {tryText(`platform.scope.${item}`) ?? item}
                            </option>
                          ))}
                        </select>
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
