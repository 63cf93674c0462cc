// Contract -> use case.

import { may } from '#platform/server/access/actor.ts';
import { recordChange } from '#platform/server/audit/audit.ts';
import type { Ctx } from '#platform/server/ctx.ts';
import { mediaTypes } from '#platform/server/export/export.ts';
import { route, type RawExchange, type Route } from '#platform/server/room.ts';
import { textsKey } from '#platform/server/texts.ts';
import * as contract from '../shared/contract.ts';
import { isReportName, resourceOf, type ReportName } from '../shared/names.ts';
import { refuse } from './errors.ts';
import { listFactsBehind } from './facts-behind.ts';
import { listMovesBehind } from './moves-behind.ts';
import { writeReport, type ReportFormat } from './report-file.ts';
import { withReport, type ReportRequest } from './reports.ts';
import { listSalesBehind } from './sales-behind.ts';

interface Page {
  readonly limit?: number;
  readonly offset?: number;
}

export const routes: readonly Route[] = [
  route(contract.classesReport, (ctx, { query }) => page(ctx, 'classes', query)),
  route(contract.lifecycleReport, (ctx, { query }) => page(ctx, 'lifecycle', query)),
  route(contract.abcXyzReport, (ctx, { query }) => page(ctx, 'abc-xyz', query)),
  route(contract.employeesReport, (ctx, { query }) => page(ctx, 'employees', query)),
  route(contract.customersReport, (ctx, { query }) => page(ctx, 'customers', query)),
  route(contract.dynamicsReport, (ctx, { query }) => page(ctx, 'dynamics', query)),
  route(contract.productsReport, (ctx, { query }) => page(ctx, 'products', query)),
  route(contract.employeeFacts, (ctx, { query }) => listFactsBehind(ctx, query)),
  route(contract.salesFacts, (ctx, { query }) => listSalesBehind(ctx, query)),
  route(contract.moveFacts, (ctx, { query }) => listMovesBehind(ctx, query)),
  route(contract.reportFile, (ctx, { params, query }, raw) => sendFile(ctx, params.name, query, raw)),
];

/** One page of a report's rows with the totals of all. The reply's schema lets through what it names and nothing else. */
async function page<Reply>(ctx: Ctx, name: ReportName, request: ReportRequest & Page): Promise<Reply> {
  const [limit, offset] = [request.limit ?? 200, request.offset ?? 0];
  return withReport(ctx, name, request, async ({ definitions, report }) => {
    const rows: unknown[] = [];
    let seen = 0;
    for await (const batch of report.rows()) {
      rows.push(...batch.slice(Math.max(0, offset - seen), Math.max(0, offset + limit + 1 - seen)));
      seen += batch.length;
      if (rows.length > limit) break;
    }
    return {
      definitions,
      totals: report.totals,
      rows: rows.slice(0, limit),
      hasMore: rows.length > limit,
    } as Reply;
  });
}

async function sendFile(
  ctx: Ctx,
  name: string,
  query: ReportRequest & { format: ReportFormat },
  { reply }: RawExchange,
): Promise<unknown> {
  if (!isReportName(name) || !may(ctx.actor, exportResource(name), 'export')) throw refuse('report_unknown');
  await recordChange(ctx, {
    entity: 'reports.report',
    entityId: name,
    action: 'export',
    after: { ...query },
  });
  const language = ctx.actor.language;
  const texts = ctx.services.get(textsKey);
  return withReport(ctx, name, query, async (answer) => {
    const bytes = writeReport(answer, query.format, {
      name,
      language,
      title: (path) => texts(language, `reports.column.${path}`),
    });
    const type = query.format === 'json' ? 'application/json; charset=utf-8' : mediaTypes[query.format];
    await reply
      .header('content-type', type)
      .header('content-disposition', `attachment; filename="${name}-${answer.question.asOf}.${query.format}"`)
      .send(bytes);
    await new Promise<void>((done) => bytes.once('close', done));
    return reply;
  });
}

/** Classes and categories are exported with the customers that they are of. */
function exportResource(name: ReportName): 'customers' | 'employeeReports' | 'amounts' {
  const resource = resourceOf[name];
  return resource === 'classes' ? 'customers' : resource;
}
