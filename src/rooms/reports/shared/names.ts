// The reports that exist and how a question is asked: names that scripts rely on.

export const reportNames = [
  'classes',
  'lifecycle',
  'abc-xyz',
  'employees',
  'customers',
  'dynamics',
  'products',
] as const;
export type ReportName = (typeof reportNames)[number];

export function isReportName(text: string): text is ReportName {
  return (reportNames as readonly string[]).includes(text);
}

/** The resource of domain page 10 whose right a report needs. */
export const resourceOf = {
  classes: 'classes',
  lifecycle: 'classes',
  'abc-xyz': 'classes',
  employees: 'employeeReports',
  customers: 'classes',
  dynamics: 'amounts',
  products: 'amounts',
} as const satisfies Record<ReportName, string>;
