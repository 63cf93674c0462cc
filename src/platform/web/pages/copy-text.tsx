import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTexts } from '../lib/texts.tsx';
import { Button } from '../ui/button.tsx';
import css from './parts.module.css';

/** A text to hand on: shown whole, copied with one press. Over plain http the browser may refuse; then it is marked and copied by hand. */
export function CopyText({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useTexts();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  return (
    <div className={css.form}>
      <div className={css.secret} aria-label={label} role="textbox" aria-readonly="true" tabIndex={0}>
        {text}
      </div>
      <div className={css.row}>
        <Button icon={isCopied ? IconCheck : IconCopy} onClick={() => void copy()}>
          {isCopied ? t('platform.copied') : t('platform.copy')}
        </Button>
      </div>
    </div>
  );
}
