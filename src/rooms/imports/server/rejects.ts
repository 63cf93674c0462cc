// Rows that did not come in, as a file that a person can mend and import again: row, column, value, and why in both languages.

import { Readable } from 'node:stream';
import type { Ctx } from '#platform/server/ctx.ts';
import { textsKey } from '#platform/server/texts.ts';
import type { RowProblem } from './reading/task.ts';

const header = 'row,column,value,reason en,reason ru\r\n';

/** A byte order mark first, so that a spreadsheet reads the Russian text; no cell can run as a formula. */
export function rejectsCsv(ctx: Pick<Ctx, 'services'>, problems: readonly RowProblem[]): Readable {
  const texts = ctx.services.get(textsKey);
  function* lines(): Generator<Buffer> {
    yield Buffer.from(`\ufeff${header}`);
    for (const { line, column, value, reason } of problems) {
      const key = `imports.reason.${reason}`;
      const cells = [String(line), safe(column), safe(value), texts('en', key), texts('ru', key)];
      yield Buffer.from(`${cells.map(quoted).join(',')}\r\n`);
    }
  }
  return Readable.from(lines());
}

/** A cell that begins like a formula gets a quote ahead, unless it is a plain number. */
function safe(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(?:[.,]\d+)?$/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
