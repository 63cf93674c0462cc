// The category of the life cycle: a shape that a copier keeps, a colour, and the word (visual design, section 2).

import { useTexts } from '#platform/web/lib/texts.tsx';
import { classes } from '#platform/web/ui/classes.ts';
import type { Category } from '../../shared/words.ts';
import css from './marks.module.css';

export function CategoryMark({ category }: { readonly category: Category }) {
  const { t } = useTexts();
  return (
    <span className={css['category']}>
      <svg viewBox="0 0 10 10" className={css[category]} aria-hidden="true">
        <CategoryShape category={category} />
      </svg>
      {t(`customers.category.${category}`)}
    </span>
  );
}

function CategoryShape({ category }: { readonly category: Category }) {
  if (category === 'regular') return <circle cx="5" cy="5" r="4.6" fill="currentColor" />;
  return (
    <>
      <circle
        cx="5"
        cy="5"
        r="4"
        className={classes(css['ring'], category === 'potential' && css['dashed'])}
      />
      {category === 'new' && <circle cx="5" cy="5" r="1.6" fill="currentColor" />}
      {category === 'recovered' && <path d="M5 1A4 4 0 0 0 5 9Z" fill="currentColor" />}
      {category === 'lost' && <path d="M2 8L8 2" className={css['ring']} />}
    </>
  );
}
