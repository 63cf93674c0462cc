// Files and a mapping -> lines of COPY text, problems and counts. Runs in the reading process; memory stays flat whatever the size.

import { cleanText } from '../../shared/cells.ts';
import { stagedColumn } from '../../shared/kinds.ts';
import { planMapping } from '../../shared/plan.ts';
import type { FileShape, Plan } from '../../shared/plan.ts';
import { createRowMapper } from '../../shared/row-mapper.ts';
import type { RowMapper } from '../../shared/row-mapper.ts';
import { joinRow } from './join-row.ts';
import { tallyNames } from './name-tally.ts';
import { loadJoined } from '../readers/joined-rows.ts';
import { limits } from '../readers/limits.ts';
import { openTable } from '../readers/table.ts';
import type { Table } from '../readers/table.ts';
import type { Message, RowProblem, StageTask } from './task.ts';

export interface Outlet {
  write(text: string): Promise<void>;
  send(message: Message): Promise<void>;
}

const chunkCharacters = 256 * 1024;

export async function stageRows(task: StageTask, out: Outlet): Promise<void> {
  const names = Object.keys(task.mapping.files);
  const tables: Table[] = [];
  for (const name of names) {
    const { path: _path, ...told } = task.mapping.files[name] ?? { path: '' };
    tables.push(await openTable(task.paths[name] ?? '', told));
  }
  const shapes: FileShape[] = tables.map((table, file) => ({
    name: names[file] ?? '',
    headers: table.look.headers,
    decimal: table.look.decimal.value,
    dates: {
      order: table.look.dates.value,
      serials: table.look.serials || table.format === 'xlsx',
      timeZone: task.timeZone,
    },
  }));
  const plan = planMapping(task.mapping, task.kind, shapes);
  if ('errors' in plan) return out.send({ type: 'mapping', errors: plan.errors });
  const layout = layoutOf(plan);
  await out.send({ type: 'columns', columns: ['row_no', ...layout.columns] });
  await streamBase(task, plan, tables, layout, out);
}

interface Layout {
  readonly columns: readonly string[];
  /** Places of the plain fields in the plan. */
  readonly plain: readonly number[];
  /** Places of the fields under open keys, with their short keys. */
  readonly open: readonly { readonly place: number; readonly key: string }[];
}

function layoutOf(plan: Plan): Layout {
  const plain = plan.fields.flatMap((field, place) => (field.spec.open ? [] : [place]));
  const open = plan.fields.flatMap((field, place) =>
    field.spec.open ? [{ place, key: field.key.slice(field.spec.key.length) }] : [],
  );
  const columns = plain.map((place) => columnOf(plan, place));
  const [firstOpen] = open;
  return { columns: firstOpen ? [...columns, columnOf(plan, firstOpen.place)] : columns, plain, open };
}

function columnOf(plan: Plan, place: number): string {
  const field = plan.fields[place];
  if (!field) throw new Error('a field of the plan is missing');
  return stagedColumn(field.spec);
}

async function streamBase(
  task: StageTask,
  plan: Plan,
  tables: readonly Table[],
  layout: Layout,
  out: Outlet,
): Promise<void> {
  const joined = await loadJoined(plan, tables);
  const mapper = createRowMapper(plan, { currencyDigits: task.currencyDigits });
  const join = joinRow(plan, joined, tables.length);
  const base = tables[plan.base];
  if (!base) throw new Error('the mapping has no base file');
  const counts = { read: 0, taken: 0, skipped: 0, totals: 0, rejected: 0, negative: 0 };
  const quantity = plan.fields.findIndex((field) => field.spec.role === 'quantity');
  const names = task.tally === true ? tallyNames(plan) : undefined;
  let problems: RowProblem[] = [];
  let kept = 0;
  let text = '';
  let bytes = 0;
  const on = { bytes: (read: number) => void (bytes += read), totals: () => void (counts.totals += 1) };
  for await (const batch of base.rows(on)) {
    for (const row of batch) {
      if (task.maxRows !== undefined && counts.read >= task.maxRows) break;
      counts.read += 1;
      const outcome = mapper.map(join(row.cells));
      if (outcome === 'taken') {
        counts.taken += 1;
        names?.add(mapper.values);
        if (quantity >= 0 && mapper.values[quantity]?.startsWith('-')) counts.negative += 1;
        text += encodeRow(row.line, mapper, layout);
      } else counts[outcome] += 1;
      if (outcome === 'rejected' && kept < limits.problemsKept) {
        kept += mapper.problems.length;
        for (const { column, value, problem } of mapper.problems)
          problems.push({ line: row.line, column, value: cleanText(value).slice(0, 200), reason: problem });
      }
      if (text.length >= chunkCharacters) {
        await out.write(text);
        text = '';
      }
    }
    if (problems.length > 0) await out.send({ type: 'problems', problems });
    problems = [];
    await out.send({ type: 'progress', bytes, rows: counts.read });
    if (task.maxRows !== undefined && counts.read >= task.maxRows) break;
  }
  await out.write(text);
  if (names) await out.send({ type: 'names', names: names.result() });
  await out.send({
    type: 'staged',
    counts: { ...counts, read: counts.read + counts.totals, skipped: counts.skipped + counts.totals },
  });
}

function encodeRow(line: number, mapper: RowMapper, layout: Layout): string {
  let text = String(line);
  for (const place of layout.plain) {
    const value = mapper.values[place];
    text +=
      value === null || value === undefined
        ? '\t\\N'
        : `\t${value.includes('\\') ? value.replaceAll('\\', '\\\\') : value}`;
  }
  if (layout.open.length > 0) {
    const parameters = Object.fromEntries(
      layout.open.flatMap(({ place, key }) => (mapper.values[place] ? [[key, mapper.values[place]]] : [])),
    );
    text += `\t${JSON.stringify(parameters).replaceAll('\\', '\\\\')}`;
  }
  return `${text}\n`;
}
