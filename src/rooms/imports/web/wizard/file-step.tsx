import { Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useErrorText } from '#platform/web/lib/error-text.ts';
import { useTexts } from '#platform/web/lib/texts.tsx';
import { Button } from '#platform/web/ui/button.tsx';
import { Note } from '#platform/web/ui/states.tsx';
import { makeMain, removeFile, isMapping } from '../draft-files.ts';
import type { DraftFile } from '../draft.ts';
import { ChooseFiles } from './choose-files.tsx';
import { Findings } from './findings.tsx';
import { Joins } from './joins.tsx';
import type { Trouble, Wizard } from './use-wizard.ts';
import css from './wizard.module.css';

interface FileStepProps {
  readonly wizard: Wizard;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Which files, what is in them, how they belong together. */
export function FileStep({ wizard, onFiles }: FileStepProps) {
  const { t } = useTexts();
  const { draft, busy, troubles } = wizard;
  const isEmpty = draft.files.length === 0;
  return (
    <div className={css.step}>
      {isEmpty && <p className={css.lead}>{t('imports.file.lead')}</p>}
      {troubles.map((trouble) => (
        <Refused key={trouble.name} trouble={trouble} />
      ))}
      <div className={isEmpty ? css.zone : css.more}>
        {isEmpty && <p className="medium">{t('imports.file.drop')}</p>}
        <ChooseFiles
          kind={isEmpty ? 'filled' : 'plain'}
          label={t(isEmpty ? 'imports.file.choose' : 'imports.file.add')}
          isBusy={busy !== undefined}
          onFiles={onFiles}
        />
        <p className="small muted" role="status">
          {busy === undefined
            ? t(isEmpty ? 'imports.file.formats' : 'imports.file.several')
            : t('imports.file.reading', { name: busy })}
        </p>
      </div>
      {!isEmpty && (
        <>
          <ul className={css.files}>
            {draft.files.map((file, place) => (
              <FileRow key={file.name} file={file} isMain={place === 0} wizard={wizard} />
            ))}
          </ul>
          <div className={css.fields}>
            <KindSelect wizard={wizard} />
            <SavedSelect wizard={wizard} />
          </div>
          {draft.files.length > 1 && <Joins wizard={wizard} />}
        </>
      )}
    </div>
  );
}

/** A file that is not what it claims: one clear sentence. */
function Refused({ trouble }: { readonly trouble: Trouble }) {
  const { t } = useTexts();
  const { text } = useErrorText(trouble.error);
  return (
    <div className={css.refused} role="alert">
      <Note tone="red">
        <span className="medium">{t('imports.file.refused', { name: trouble.name })}</span>
        <br />
        {text}
      </Note>
    </div>
  );
}

function FileRow({
  file,
  isMain,
  wizard,
}: {
  readonly file: DraftFile;
  readonly isMain: boolean;
  readonly wizard: Wizard;
}) {
  const { t, formats } = useTexts();
  const { draft, change } = wizard;
  const isOne = draft.files.length === 1;
  return (
    <li>
      <div className={css.fileHead}>
        <span className="medium cut">{file.fileName}</span>
        <span className="muted number">{formats.bytes(file.size)}</span>
        {!isOne && isMain && <span className="muted small">{t('imports.file.base')}</span>}
        {!isOne && !isMain && (
          <Button kind="quiet" onClick={() => change(makeMain(draft, file.name))}>
            {t('imports.file.make_base')}
          </Button>
        )}
        <span className="grow" />
        <Button
          kind="quiet"
          icon={IconX}
          aria-label={t('imports.file.remove', { name: file.fileName })}
          onClick={() => change(removeFile(draft, file.name))}
        />
      </div>
      <Findings file={file} onTell={(told) => void wizard.retell(file.name, told)} />
    </li>
  );
}

function KindSelect({ wizard }: { readonly wizard: Wizard }) {
  const { t, tryText } = useTexts();
  return (
    <Select
      label={t('imports.file.kind')}
      description={t('imports.file.kind_hint')}
      data={wizard.kinds.map((kind) => ({ value: kind.kind, label: tryText(kind.label) ?? kind.kind }))}
      value={wizard.draft.kind}
      allowDeselect={false}
      onChange={(kind) => {
        if (kind !== null && kind !== wizard.draft.kind) void wizard.changeKind(kind);
      }}
    />
  );
}

/** Mappings that fit files of this shape; the last one used is taken by itself. */
function SavedSelect({ wizard }: { readonly wizard: Wizard }) {
  const { t } = useTexts();
  const { draft } = wizard;
  const saved = draft.files[0]?.look.saved ?? [];
  if (saved.length === 0) return null;
  const choose = (name: string | null) => {
    const found = saved.find((one) => one.name === name);
    if (found && isMapping(found.mapping)) void wizard.apply(found.mapping, found.name);
    else void wizard.changeKind(draft.kind);
  };
  return (
    <Select
      label={t('imports.file.saved_pick')}
      data={[
        { value: '', label: t('imports.file.saved_none') },
        ...saved.map((one) => ({ value: one.name, label: one.name })),
      ]}
      value={draft.saved ?? ''}
      allowDeselect={false}
      onChange={choose}
    />
  );
}
