import { Select } from '@mantine/core';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Section } from '#platform/web/ui/record.tsx';
import { Note } from '#platform/web/ui/states.tsx';
import type { DraftFile, Join } from '../draft.ts';
import type { Wizard } from './use-wizard.ts';
import css from './wizard.module.css';

/** How the other files hang on the main one: key equals key. */
export function Joins({ wizard }: { readonly wizard: Wizard }) {
  const { t } = useTexts();
  const { draft, change } = wizard;
  const set = (place: number, join: Join) =>
    change({ ...draft, joins: draft.joins.map((old, at) => (at === place ? join : old)) });
  return (
    <Section title={t('imports.file.order')} note={t('imports.file.join_hint')}>
      <ul className={css.joins}>
        {draft.joins.map((join, place) => {
          const file = draft.files.find((one) => join.right.startsWith(`${one.name}.`));
          if (!file) return null;
          const others = draft.files.filter((one) => one !== file);
          return (
            <li key={file.name}>
              <Select
                label={t('imports.file.join_of', { file: file.fileName })}
                data={referencesOf([file])}
                value={join.right}
                allowDeselect={false}
                searchable
                onChange={(right) => right !== null && set(place, { ...join, right })}
              />
              <Select
                label={t('imports.file.join_to')}
                data={referencesOf(others)}
                value={join.left === '' ? null : join.left}
                searchable
                onChange={(left) => set(place, { ...join, left: left ?? '' })}
              />
              {join.left === '' && <Note>{t('imports.file.join_missing', { file: file.fileName })}</Note>}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function referencesOf(files: readonly DraftFile[]): string[] {
  return files.flatMap((file) => file.look.columns.map((column) => `${file.name}.${column.header}`));
}
