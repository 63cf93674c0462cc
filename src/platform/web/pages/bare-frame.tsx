import { useEffect } from 'react';
import type { ReactNode } from 'react';
import type { Language } from '#platform/shared/texts.ts';
import { useTexts } from '../lib/texts.tsx';
import { Brand } from '../ui/brand.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorState } from '../ui/states.tsx';
import css from './bare-frame.module.css';

const languageNames: Readonly<Record<Language, string>> = { ru: 'Русский', en: 'English' };

/** The frame of pages for people who are not signed in: one card, the language below. */
export function BareFrame({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead?: string | undefined;
  readonly children: ReactNode;
}) {
  const { t, language, setLanguage } = useTexts();
  useEffect(() => {
    document.title = `${title} · ${t('ui.product')}`;
  }, [title, t]);
  return (
    <main className={css.page}>
      <div className={css.middle}>
        <div className={css.card}>
          <div className={css.brand}>
            <Brand /> {t('ui.product')}
          </div>
          <h1>{title}</h1>
          {lead !== undefined && <p className={css.lead}>{lead}</p>}
          {children}
        </div>
      </div>
      <div className={css.foot} role="group" aria-label={t('ui.me.language')}>
        {(['ru', 'en'] as const).map((item) => (
          <button
            key={item}
            type="button"
            lang={item}
            aria-pressed={item === language}
            onClick={() => setLanguage(item)}
          >
            {languageNames[item]}
          </button>
        ))}
      </div>
    </main>
  );
}

export interface BareFormProps {
  readonly children: ReactNode;
  /** The verb of the form. */
  readonly action: string;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onSubmit: () => void;
  readonly below?: ReactNode;
}

/** A form of the card: fields, the refusal, one button. */
export function BareForm({ children, action, isBusy, error, onSubmit, below }: BareFormProps) {
  return (
    <form
      className={css.fields}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      {error !== undefined && <ErrorState error={error} isInline />}
      <Button kind="filled" type="submit" busy={isBusy} className={css.send}>
        {action}
      </Button>
      {below}
    </form>
  );
}

export function FieldGroup({ children, label }: { readonly children: ReactNode; readonly label: string }) {
  return (
    <div className={css.group} role="group" aria-label={label}>
      {children}
    </div>
  );
}

export function FieldPair({ children }: { readonly children: ReactNode }) {
  return <div className={css.pair}>{children}</div>;
}
