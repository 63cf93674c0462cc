// Front door of `reports`.

export { withReport, type ReportAnswer, type ReportRequest } from './reports.ts';
export type { Report, ReportColumn, ReportRow } from './report.ts';
export { writeReport, type ReportFormat } from './report-file.ts';
export { isReportName, reportNames, type ReportName } from '../shared/names.ts';
