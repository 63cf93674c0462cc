import css from './button.module.css';

/** A shortcut as people read it: 'ctrl+k' -> «Ctrl K». */
export function Keys({ of }: { readonly of: string }) {
  return (
    <kbd className={css.keys} aria-hidden="true">
      {of
        .split('+')
        .map((key) => (key === 'enter' ? '↵' : key.charAt(0).toUpperCase() + key.slice(1)))
        .join(' ')}
    </kbd>
  );
}
