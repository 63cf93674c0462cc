import { expect, test } from 'vitest';
import type { Column } from './data-table.tsx';
import { toTabText } from './table-export.ts';

interface Row {
  readonly name: string;
  readonly amount: string | null;
}
const columns: Column<Row>[] = [
  { key: 'name', title: 'Name', render: (row) => row.name, exportValue: (row) => row.name },
  { key: 'amount', title: 'Amount', render: (row) => row.amount, exportValue: (row) => row.amount },
];

test('copied rows are plain text that no spreadsheet runs', () => {
  const rows = [
    { name: '=HYPERLINK("x")', amount: '-1500.50' },
    { name: 'Two\tlines\nhere', amount: null },
    { name: '-cmd', amount: '12' },
  ];
  expect(toTabText(columns, rows)).toBe(
    ['Name\tAmount', '\'=HYPERLINK("x")\t-1500.50', 'Two lines here\t', "'-cmd\t12"].join('\n'),
  );
});
