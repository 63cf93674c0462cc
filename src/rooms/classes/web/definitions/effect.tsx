// What saving the draft would move: categories and classes as they are and as they would be. Nothing is changed by looking.

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { request } from '#platform/web/lib/client.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { classes } from '#platform/web/ui/classes.ts';
import { Section } from '#platform/web/ui/record.tsx';
import { SkeletonText } from '#platform/web/ui/skeleton.tsx';
import { ErrorState } from '#platform/web/ui/states.tsx';
import type { previewDefinitions } from '../../shared/contract.ts';
import { categories } from '../../shared/life-cycle.ts';
import { CategoryMark } from '../marks/category-mark.tsx';
import { ClassMark } from '../marks/class-mark.tsx';
import { abcLetters, xyzLetters } from '../table/cells.ts';
import type { Draft } from './draft.ts';
import { sidesOf } from './sides.ts';
import type { Side } from './sides.ts';
import css from './definitions.module.css';

export interface EffectProps {
  readonly draft: Draft;
  readonly isChanged: boolean;
  readonly hasProblems: boolean;
  readonly asOf: string;
}

export function Effect({ draft, isChanged, hasProblems, asOf }: EffectProps) {
  const { t, formats } = useTexts();
  const settled = useSettled(draft, 400);
  const preview = useQuery({
    queryKey: ['/api/classes/definitions/preview', settled],
    queryFn: ({ signal }) =>
      request<typeof previewDefinitions>(
        'POST',
        '/api/classes/definitions/preview',
        { body: { definitions: settled } },
        signal,
      ),
    enabled: isChanged && !hasProblems,
    placeholderData: keepPreviousData,
  });
  const data = isChanged ? preview.data : undefined;
  return (
    <Section
      isAside
      title={t('classes.definitions.effect')}
      note={t('classes.life.on', { day: formats.day(asOf) })}
    >
      {!isChanged && <p className="soft small">{t('classes.definitions.effect_none')}</p>}
      {isChanged && hasProblems && <p className="soft small">{t('classes.definitions.effect_problems')}</p>}
      {isChanged && !hasProblems && preview.error && (
        <ErrorState isInline error={preview.error} onRetry={() => void preview.refetch()} />
      )}
      {isChanged && !hasProblems && preview.isPending && <SkeletonText lines={6} />}
      {data && !hasProblems && (
        <div className={classes(preview.isPlaceholderData && css.stale)}>
          <p className="small soft">
            {t('classes.definitions.moved', {
              moved: formats.int(data.moved),
              customers: t('classes.customers_word', { count: data.customers }),
            })}
          </p>
          <Sides
            title={t('classes.column.category')}
            sides={sidesOf(data.category, categories)}
            nameOf={(key) => <Category name={key} />}
          />
          <Sides
            title="ABC"
            sides={sidesOf(data.abc, [...abcLetters, null])}
            nameOf={(key) => <Abc name={key} />}
          />
          <Sides
            title="XYZ"
            sides={sidesOf(data.xyz, [...xyzLetters, null])}
            nameOf={(key) => <Xyz name={key} />}
          />
        </div>
      )}
    </Section>
  );
}

/** Only what changes; a table that stays as it is says so in one word. */
function Sides({
  title,
  sides,
  nameOf,
}: {
  readonly title: string;
  readonly sides: readonly Side[];
  readonly nameOf: (key: string | null) => ReactNode;
}) {
  const { t, formats } = useTexts();
  if (sides.every((side) => side.moved === 0)) {
    return (
      <p className="small muted">
        {title}: {t('classes.definitions.stays')}
      </p>
    );
  }
  return (
    <table className={css.effect}>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">{t('classes.what_if.now')}</th>
          <th scope="col">{t('classes.what_if.then')}</th>
          <th scope="col">{t('classes.what_if.change')}</th>
        </tr>
      </thead>
      <tbody>
        {sides.map((side) => (
          <tr key={side.key ?? 'none'}>
            <td>{nameOf(side.key)}</td>
            <td>{formats.int(side.now)}</td>
            <td className={side.now === side.then ? '' : 'medium'}>{formats.int(side.then)}</td>
            <td className={side.now === side.then ? 'muted' : 'medium'}>
              {side.then > side.now ? '+' : ''}
              {formats.int(side.then - side.now)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Category({ name }: { readonly name: string | null }) {
  const category = categories.find((one) => one === name);
  return category === undefined ? null : <CategoryMark category={category} />;
}

function Abc({ name }: { readonly name: string | null }) {
  return <ClassMark abc={abcLetters.find((letter) => letter === name) ?? null} />;
}

function Xyz({ name }: { readonly name: string | null }) {
  return <ClassMark xyz={xyzLetters.find((letter) => letter === name) ?? null} />;
}

/** The value once it has stood still for a while. */
function useSettled<Value>(value: Value, milliseconds: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
