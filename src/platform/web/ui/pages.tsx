// The four shapes that every screen has: list, record, form, board or report.

import type { ReactNode } from 'react';
import { PageHead } from './page-head.tsx';
import type { PageHeadProps } from './page-head.tsx';
import css from './pages.module.css';

export interface ListPageProps extends PageHeadProps {
  /** Saved views: `<Tabs>`. */
  readonly tabs?: ReactNode;
  /** `<ConditionBar>` with chips. */
  readonly conditions?: ReactNode;
  /** `<DataTable>`; it takes the height that is left. */
  readonly children: ReactNode;
  /** `<BulkBar>`. */
  readonly bulk?: ReactNode;
  /** `<Drawer>` at the right. */
  readonly panel?: ReactNode;
}

export function ListPage({ tabs, conditions, children, bulk, panel, ...head }: ListPageProps) {
  return (
    <>
      <PageHead {...head} />
      {tabs}
      {conditions}
      <div className={css.split}>
        <div className={css.list}>
          {children}
          {bulk}
        </div>
        {panel}
      </div>
    </>
  );
}

export interface RecordPageProps extends PageHeadProps {
  readonly tabs?: ReactNode;
  readonly children: ReactNode;
  /** Context: sections with `isAside`. */
  readonly aside?: ReactNode;
}

export function RecordPage({ tabs, children, aside, ...head }: RecordPageProps) {
  return (
    <>
      <PageHead {...head} />
      {tabs}
      <div className={css.body}>
        <div className={aside === undefined ? css.whole : css.record}>
          <div className={css.left}>{children}</div>
          {aside !== undefined && <aside className={css.right}>{aside}</aside>}
        </div>
      </div>
    </>
  );
}

export interface FormPageProps extends PageHeadProps {
  /** `<Steps>` of a wizard. */
  readonly steps?: ReactNode;
  readonly children: ReactNode;
  /** What follows from the input: counts, problems, a preview. */
  readonly aside?: ReactNode;
  /** Back, what can be undone, next. */
  readonly foot?: ReactNode;
  /** A wide form holds a table; otherwise one column of 560 px. */
  readonly isWide?: boolean;
  readonly onSubmit?: () => void;
}

export function FormPage({ steps, children, aside, foot, isWide = false, onSubmit, ...head }: FormPageProps) {
  const inside = (
    <>
      <div className={css.body}>
        <div className={aside === undefined ? css.whole : css.form}>
          <div className={isWide ? css.wide : css.left}>
            {isWide ? children : <div className={css.column}>{children}</div>}
          </div>
          {aside !== undefined && <aside className={css.right}>{aside}</aside>}
        </div>
      </div>
      {foot !== undefined && <div className={css.foot}>{foot}</div>}
    </>
  );
  return (
    <>
      <PageHead {...head} />
      {steps}
      {onSubmit ? (
        <form
          className={css.fill}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            onSubmit();
          }}
        >
          {inside}
        </form>
      ) : (
        <div className={css.fill}>{inside}</div>
      )}
    </>
  );
}

export interface ReportPageProps extends PageHeadProps {
  readonly tabs?: ReactNode;
  /** Parameters as chips: `<ConditionBar>`. */
  readonly parameters?: ReactNode;
  readonly children: ReactNode;
  /** The rows behind a clicked figure: `<Drawer>`. */
  readonly panel?: ReactNode;
}

export function ReportPage({ tabs, parameters, children, panel, ...head }: ReportPageProps) {
  return (
    <>
      <PageHead {...head} />
      {tabs}
      {parameters}
      <div className={css.split}>
        <div className={css.report}>{children}</div>
        {panel}
      </div>
    </>
  );
}
