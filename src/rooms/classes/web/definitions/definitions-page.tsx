// What the words mean in this company: windows, borders, what a settlement is; the effect is shown before anything is saved.

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReplyOf } from '#platform/shared/endpoint.ts';
import { query } from '#platform/web/lib/queries.ts';
import { mayDo, useSession } from '#platform/web/lib/session.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { FormPage } from '#platform/web/ui/pages.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { ErrorState, Note } from '#platform/web/ui/states.tsx';
import type { getDefinitions } from '../../shared/contract.ts';
import { findProblems } from '../../shared/definitions.ts';
import { CalculationNote } from '../parts/calculation-note.tsx';
import { useClassState } from '../parts/use-question.ts';
import { changedPaths } from './draft.ts';
import type { Draft } from './draft.ts';
import { Effect } from './effect.tsx';
import { DefinitionFields } from './fields.tsx';
import { useSaveDefinitions } from './use-save.ts';
import { Versions } from './versions.tsx';

type InForce = ReplyOf<typeof getDefinitions>;

export function Page() {
  const { t } = useTexts();
  const found = useQuery(query<typeof getDefinitions>('/api/classes/definitions', { query: {} }));
  if (found.data) return <DefinitionsForm key={found.data.version} inForce={found.data} />;
  return (
    <FormPage title={t('classes.definitions.title')}>
      {found.error ? (
        <ErrorState isInline error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <SkeletonText lines={10} />
      )}
    </FormPage>
  );
}

function DefinitionsForm({ inForce }: { readonly inForce: InForce }) {
  const { t, tryText } = useTexts();
  const session = useSession();
  const state = useClassState();
  const [draft, setDraft] = useState<Draft>(inForce.definitions);
  const save = useSaveDefinitions(inForce.version);
  const changed = changedPaths(inForce.definitions, draft);
  const problems = findProblems(draft).map(
    ({ path, problem }) => [path, tryText(`classes.problem.${problem}`) ?? problem] as const,
  );
  const mayChange = mayDo(session, { resource: 'definitions', action: 'write' });
  const isChanged = changed.length > 0;
  return (
    <FormPage
      title={t('classes.definitions.title')}
      note={t('classes.definitions.version', { version: String(inForce.version) })}
      onSubmit={() => {
        if (mayChange && isChanged && problems.length === 0) save.mutate(draft);
      }}
      aside={
        <>
          <Effect draft={draft} isChanged={isChanged} hasProblems={problems.length > 0} asOf={inForce.asOf} />
          <Versions versions={inForce.versions} />
        </>
      }
      foot={
        mayChange && (
          <>
            {isChanged && (
              <Button kind="quiet" onClick={() => setDraft(inForce.definitions)}>
                {t('classes.definitions.reset')}
              </Button>
            )}
            <span className="grow small muted">
              {isChanged
                ? t('classes.definitions.changed', { count: changed.length })
                : t('classes.definitions.unchanged')}
            </span>
            {isChanged && (
              <Button kind="filled" type="submit" busy={save.isPending} disabled={problems.length > 0}>
                {t('classes.definitions.save', { version: String(inForce.version + 1) })}
              </Button>
            )}
          </>
        )
      }
    >
      {state.data && <CalculationNote state={state.data} />}
      {!mayChange && <Note tone="accent">{t('classes.definitions.read_only')}</Note>}
      {save.error && <ErrorState isInline error={save.error} />}
      <DefinitionFields
        draft={draft}
        onChange={setDraft}
        problems={Object.fromEntries(problems)}
        proposedWindowMonths={inForce.proposedWindowMonths}
        isDisabled={!mayChange}
      />
    </FormPage>
  );
}
