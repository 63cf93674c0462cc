// The use case behind every report: reads the question, freshens the mirror, answers inside one of its sessions.

import type { Ctx } from '#platform/server/ctx.ts';
import { today } from '#platform/server/ctx.ts';
import { addDays, addMonths, daysBetween, firstOfMonth, parseDay, type Day } from '#platform/shared/days.ts';
import {
  findDefaultAsOf,
  loadDefinitions,
  withWindow,
  type Definitions,
} from '#rooms/classes/server/index.ts';
import { mirrorService, type MirrorReader } from '#rooms/facts/server/index.ts';
import type { ReportName } from '../shared/names.ts';
import { makeAbcXyzReport } from './abc-xyz-report.ts';
import { makeClassesReport } from './classes-report.ts';
import { makeCustomersReport } from './customers-report.ts';
import { makeDynamicsReport } from './dynamics-report.ts';
import { makeEmployeesReport } from './employees-report.ts';
import { refuse } from './errors.ts';
import { makeLifecycleReport } from './lifecycle-report.ts';
import { makeProductsReport } from './products-report.ts';
import type { Report, ReportMaker, ReportQuestion, ReportRow } from './report.ts';
import { reportScope } from './scope.ts';

/** The question in words, as an address or a command line brings it. */
export interface ReportRequest {
  readonly asOf?: string;
  readonly from?: string;
  readonly to?: string;
  /** '12m' or 'all'; the definitions' window unless told. */
  readonly window?: string;
}

export interface ReportAnswer {
  readonly definitions: ReportRow;
  readonly report: Report;
  readonly question: ReportQuestion;
}

const makers: Readonly<Record<ReportName, ReportMaker>> = {
  classes: makeClassesReport,
  lifecycle: makeLifecycleReport,
  'abc-xyz': makeAbcXyzReport,
  employees: makeEmployeesReport,
  customers: makeCustomersReport,
  dynamics: makeDynamicsReport,
  products: makeProductsReport,
};

const longestPeriodDays = 366 * 50;

/**
 * Makes a report as the actor may see it and hands it to `use`; its rows must be read there. Refuses days that are none, a period that
 * ends before it begins, and a window that is neither 'all' nor '<months>m'.
 */
export async function withReport<T>(
  ctx: Ctx,
  name: ReportName,
  request: ReportRequest,
  use: (answer: ReportAnswer, reader: MirrorReader) => Promise<T>,
): Promise<T> {
  const mirror = ctx.services.get(mirrorService);
  const { version, definitions } = await loadDefinitions(ctx.db);
  const window = request.window === undefined ? undefined : parseWindow(request.window);
  await mirror.refresh();
  return mirror.read(async (reader) => {
    const question: ReportQuestion = {
      version,
      definitions: window === undefined ? definitions : withWindow(definitions, window),
      currency: ctx.company.currency,
      scope: reportScope(ctx.actor),
      ...(await readPeriod(reader, request, definitions, today(ctx))),
    };
    const report = await makers[name](reader, question);
    return use(
      { definitions: { ...definitionsOf(question), ...report.definitions }, report, question },
      reader,
    );
  });
}

/** '12m' -> 12, 'all' -> null. */
export function parseWindow(text: string): number | null {
  if (text === 'all') return null;
  const months = /^([1-9]\d{0,2})m$/.exec(text)?.[1];
  if (months === undefined || Number(months) > 240)
    throw refuse('window_invalid', { window: text.slice(0, 40) });
  return Number(months);
}

async function readPeriod(
  reader: MirrorReader,
  request: ReportRequest,
  definitions: Definitions,
  now: Day,
): Promise<Pick<ReportQuestion, 'asOf' | 'from' | 'to'>> {
  const [from, to, on] = [readDay(request.from), readDay(request.to), readDay(request.asOf)];
  const asOf = on ?? to ?? (await findDefaultAsOf(reader, definitions, now));
  const end = to ?? asOf;
  const start = from ?? addMonths(firstOfMonth(end), -11);
  if (start > end) throw refuse('period_reversed', { from: start, to: end });
  if (daysBetween(start, end) > longestPeriodDays) throw refuse('period_too_long', { from: start, to: end });
  return { asOf, from: start, to: end };
}

function readDay(text: string | undefined): Day | undefined {
  if (text === undefined) return undefined;
  const read = parseDay(text);
  // Windows reach back and terms reach forward: the ends of the calendar are left out.
  if (read === undefined || read < '1900-01-01' || read > '2999-12-31')
    throw refuse('day_invalid', { day: text.slice(0, 40) });
  return read;
}

function definitionsOf({ asOf, from, to, version, definitions, currency }: ReportQuestion): ReportRow {
  const { settlement, lifeCycle, abc, xyz } = definitions;
  const windowFrom = abc.windowMonths === null ? null : addDays(addMonths(asOf, -abc.windowMonths), 1);
  return {
    asOf,
    from,
    to,
    version,
    currency,
    settlement,
    lifeCycle,
    abc: { ...abc, windowFrom, windowTo: asOf },
    xyz,
  };
}
