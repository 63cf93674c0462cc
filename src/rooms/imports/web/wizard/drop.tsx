// Files dropped anywhere in the window: the whole page says so while they hover.

import { useEffect, useRef, useState } from 'react';
import { useTexts } from '#platform/web/lib/texts.tsx';
import css from './wizard.module.css';

/** Takes files dropped anywhere while the page is shown. */
export function DropAnywhere({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const { t } = useTexts();
  const [isOver, setOver] = useState(false);
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    const stop = new AbortController();
    const listen = { signal: stop.signal };
    let depth = 0;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const move = (step: number) => (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = Math.max(0, depth + step);
      setOver(depth > 0);
    };
    document.addEventListener('dragenter', move(1), listen);
    document.addEventListener('dragleave', move(-1), listen);
    document.addEventListener('dragover', move(0), listen);
    document.addEventListener(
      'drop',
      (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth = 0;
        setOver(false);
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length > 0) latest.current(files);
      },
      listen,
    );
    return () => stop.abort();
  }, []);
  return isOver ? <div className={css.dropping}>{t('imports.file.drop_anywhere')}</div> : null;
}
