import { useState } from 'react';
import { SegmentedControl } from '#platform/web/ui/segmented.tsx';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { Note } from '#platform/web/ui/states.tsx';
import { ColumnsTable } from './columns-table.tsx';
import { Findings } from './findings.tsx';
import { Rules } from './rules.tsx';
import type { Checking } from './use-check.ts';
import type { Wizard } from './use-wizard.ts';
import css from './wizard.module.css';

/** What each column is, over the first rows as they will be read. */
export function ColumnsStep({ wizard, checking }: { readonly wizard: Wizard; readonly checking: Checking }) {
  const { t } = useTexts();
  const { draft, change, kind } = wizard;
  const [shown, setShown] = useState('');
  const file = draft.files.find((one) => one.name === shown) ?? draft.files[0];
  if (!file || !kind) return null;
  return (
    <div className={css.columns}>
      {draft.files.length > 1 && (
        <div className={css.tabs}>
          <SegmentedControl
            label={t('imports.step.file')}
            value={file.name}
            onChange={setShown}
            options={draft.files.map((one) => ({ value: one.name, label: one.fileName }))}
          />
        </div>
      )}
      {draft.saved !== undefined && (
        <div className={css.tabs}>
          <Note tone="accent">
            {t('imports.file.saved_taken', { name: draft.saved })}{' '}
            <Button kind="quiet" onClick={() => void wizard.changeKind(draft.kind)}>
              {t('imports.file.saved_forget')}
            </Button>
          </Note>
        </div>
      )}
      <div className={css.inset}>
        <Findings file={file} onTell={(told) => void wizard.retell(file.name, told)} />
      </div>
      <ColumnsTable draft={draft} kind={kind} file={file} check={checking.check} onChange={change} />
      <Rules draft={draft} kind={kind} onChange={change} />
    </div>
  );
}
