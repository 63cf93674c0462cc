// The figures of the table by employee, in the order of domain 03, section 7.

export const employeeFigures = [
  'potentialCustomers',
  'firstSales',
  'lostCustomers',
  'recoveredCustomers',
  'firstSalesAmount',
  'repeatSalesAmount',
  'newDirectionSalesAmount',
] as const;
export type EmployeeFigure = (typeof employeeFigures)[number];

export function figureKind(figure: EmployeeFigure): 'count' | 'amount' {
  return figure.endsWith('Amount') ? 'amount' : 'count';
}
