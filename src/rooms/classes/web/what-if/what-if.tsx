// What if the borders moved: live counts against those in force, who would move, a new version of the rule.

import { useMutation, useQuery, useQueryClient, keepPreviousData } from '@tanstack/react-query';
import { useAddress } from '#platform/web/lib/address.ts';
import { request } from '#platform/web/lib/client.ts';
import { query } from '#platform/web/lib/queries.ts';
import { mayDo, useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import { useToast } from '#platform/web/ui/toast.tsx';
import type { changeDefinitionsEndpoint, getBorders, getDefinitions } from '../../shared/contract.ts';
import type { listBorderMoves } from '../../shared/table-contract.ts';
import type { DateQuestion } from '../parts/use-question.ts';
import type { ClassTable } from '../table/cells.ts';
import { BorderSlider } from './border-slider.tsx';
import { countsOf } from './counts.ts';
import { MoveTable } from './move-table.tsx';
import { borderNames, bordersOf, isTried, moveBorder, withBorders, writeTried } from './tried.ts';
import type { BorderName, TriedBorders } from './tried.ts';
import css from './what-if.module.css';

export interface WhatIfProps {
  readonly table: ClassTable;
  readonly question: DateQuestion;
  readonly tried: TriedBorders;
  readonly onMoves: () => void;
}

export function WhatIf({ table, question, tried, onMoves }: WhatIfProps) {
  const { t } = useTexts();
  const session = useSession();
  const { change } = useAddress();
  const inForce = bordersOf(table.definitions);
  const differs = isTried(tried, inForce);
  const cells = useQuery({
    ...query<typeof getBorders>('/api/classes/borders', { query: { ...question, ...tried } }),
    enabled: differs,
    placeholderData: keepPreviousData,
  });
  const moves = useQuery({
    ...query<typeof listBorderMoves>('/api/classes/borders/customers', {
      query: { ...question, ...tried, limit: 1 },
    }),
    enabled: differs,
  });
  const counts = countsOf(table.cells, differs ? cells.data?.cells : table.cells);
  const save = useSaveBorders(table, tried);
  const move = (name: BorderName, value: number) =>
    change(writeTried(moveBorder(tried, name, value), inForce), { replace: true });
  const mayChange = mayDo(session, { resource: 'definitions', action: 'write' });
  return (
    <>
      {borderNames.map((name) => (
        <BorderSlider
          key={name}
          label={t(`classes.what_if.${name}`)}
          value={tried[name]}
          inForce={inForce[name]}
          min={name === 'borderA' || name === 'borderB' ? 1 : 0}
          max={rangeOf(name, inForce, tried)}
          onChange={(value) => move(name, value)}
        />
      ))}
      {differs && <MoveTable counts={counts} isStale={cells.isPlaceholderData || cells.isPending} />}
      {cells.error && <ErrorState isInline error={cells.error} onRetry={() => void cells.refetch()} />}
      {save.error && <ErrorState isInline error={save.error} />}
      <div className={css.actions}>
        {differs && mayChange && (
          <Button kind="filled" busy={save.isPending} onClick={() => save.mutate()}>
            {t('classes.what_if.save', { version: String(table.version + 1) })}
          </Button>
        )}
        {differs && (
          <>
            <Button onClick={onMoves}>
              {moves.data
                ? t('classes.what_if.moves_count', { count: moves.data.moving })
                : t('classes.what_if.moves')}
            </Button>
            <Button kind="quiet" onClick={() => change(writeTried(inForce, inForce), { replace: true })}>
              {t('classes.what_if.reset')}
            </Button>
          </>
        )}
        {!differs && <span className="muted small">{t('classes.what_if.hint')}</span>}
      </div>
    </>
  );
}

/** A, B reach 99 %; X and Y as far as the distribution is worth trying. */
function rangeOf(name: BorderName, inForce: TriedBorders, tried: TriedBorders): number {
  if (name === 'borderA' || name === 'borderB') return 99;
  const most = Math.max(inForce.borderY, tried.borderY);
  if (name === 'borderX') return Math.max(35, Math.ceil(most / 5) * 5);
  return Math.max(100, Math.ceil((most * 1.5) / 10) * 10);
}

function useSaveBorders(table: ClassTable, tried: TriedBorders) {
  const { t } = useTexts();
  const client = useQueryClient();
  const toast = useToast();
  const { change } = useAddress();
  return useMutation({
    mutationFn: async () => {
      const current = await request<typeof getDefinitions>('GET', '/api/classes/definitions', { query: {} });
      const definitions = withBorders(current.definitions, tried);
      return request<typeof changeDefinitionsEndpoint>('PUT', '/api/classes/definitions', {
        body: { version: table.version, definitions },
      });
    },
    onSuccess: async ({ version }) => {
      toast({ text: t('classes.what_if.saved', { version: String(version) }) });
      change(
        { borderA: undefined, borderB: undefined, borderX: undefined, borderY: undefined },
        { replace: true },
      );
      await client.invalidateQueries({ predicate: isFigure });
    },
  });
}

/** Everything that the definitions decide. */
export function isFigure(found: { readonly queryKey: readonly unknown[] }): boolean {
  return /^\/api\/(classes|life-cycle|definitions|reports|customers)/.test(String(found.queryKey[0]));
}
