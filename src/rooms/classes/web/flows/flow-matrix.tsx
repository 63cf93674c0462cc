// The transition matrix: rows were, columns are; unchanged customers stand quietly on the diagonal.

import { useTexts } from '#platform/web/lib/texts.tsx';
import { classes } from '#platform/web/ui/classes.ts';
import { Drill } from '#platform/web/ui/drill.tsx';
import type { Flow } from './flow-layout.ts';
import css from './flows-tab.module.css';

export interface FlowMatrixProps {
  readonly flows: readonly Flow[];
  readonly order: readonly string[];
  readonly nameOf: (key: string) => string;
  readonly picked?: { readonly was: string; readonly is: string } | undefined;
  readonly onPick: (was: string, is: string) => void;
}

export function FlowMatrix({ flows, order, nameOf, picked, onPick }: FlowMatrixProps) {
  const { t, formats } = useTexts();
  const count = (was: string, is: string) =>
    flows.find((flow) => flow.was === was && flow.is === is)?.count ?? 0;
  const sum = (some: readonly Flow[]) => some.reduce((total, flow) => total + flow.count, 0);
  return (
    <table className={css.matrix} aria-label={t('classes.flows.matrix')}>
      <thead>
        <tr>
          <th scope="col">{t('classes.flows.was_is')}</th>
          {order.map((is) => (
            <th key={is} scope="col">
              {nameOf(is)}
            </th>
          ))}
          <th scope="col">{t('classes.table.sum')}</th>
        </tr>
      </thead>
      <tbody>
        {order.map((was) => (
          <tr key={was}>
            <th scope="row">{nameOf(was)}</th>
            {order.map((is) => {
              const here = count(was, is);
              const isOpen = picked?.was === was && picked.is === is;
              return (
                <td key={is} className={classes(was === is && css.same, isOpen && css.picked)}>
                  {here === 0 ? (
                    <span className="muted">·</span>
                  ) : (
                    <Drill
                      isOpen={isOpen}
                      label={t('classes.flows.band', { was: nameOf(was), is: nameOf(is), count: here })}
                      onOpen={() => onPick(was, is)}
                    >
                      {formats.int(here)}
                    </Drill>
                  )}
                </td>
              );
            })}
            <td className={css.sum}>{formats.int(sum(flows.filter((flow) => flow.was === was)))}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('classes.table.sum')}</th>
          {order.map((is) => (
            <td key={is} className={css.sum}>
              {formats.int(sum(flows.filter((flow) => flow.is === is)))}
            </td>
          ))}
          <td className={css.sum}>{formats.int(sum(flows))}</td>
        </tr>
      </tfoot>
    </table>
  );
}
