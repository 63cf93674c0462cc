// The demo company as files with mappings: it comes in by the front door of the imports, as everybody's data do.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Day } from '#platform/shared/days.ts';
import { demoEmployees, demoProducts } from './catalog.ts';
import { makeHistory } from './history.ts';
import type { DemoCustomer, DemoLine } from './history.ts';

export interface DemoFile {
  readonly title: string;
  readonly path: string;
  readonly mapping: {
    readonly kind: string;
    readonly source?: string;
    readonly files: Readonly<Record<string, { readonly path: string }>>;
    readonly columns: Readonly<Record<string, string>>;
  };
}

/** Writes the files of the three years that end the day before `until`, in the order in which they are imported. */
export async function writeDemoFiles(folder: string, until: Day): Promise<DemoFile[]> {
  await mkdir(folder, { recursive: true });
  const { customers, lines } = makeHistory(until);
  const write = async <Row>(
    kind: string,
    name: string,
    rows: readonly Row[],
    columns: readonly Column<Row>[],
  ): Promise<DemoFile> => {
    const title = `${name}.csv`;
    const path = join(folder, title);
    await writeFile(path, csvOf(rows, columns));
    return {
      title,
      path,
      mapping: {
        kind,
        ...(kind === 'settlements' ? { source: 'demo' } : {}),
        files: { rows: { path: title } },
        columns: Object.fromEntries(columns.map(([header, field]) => [field, header])),
      },
    };
  };
  return [
    await write('employees', 'Сотрудники', demoEmployees, employeeColumns),
    await write('products', 'Продукты', demoProducts, productColumns),
    await write('customers', 'Клиенты', customers, customerColumns),
    await write('settlements', 'Продажи', lines, lineColumns),
  ];
}

type Column<Row> = readonly [header: string, field: string, value: (row: Row) => string | number];

const employeeColumns: readonly Column<(typeof demoEmployees)[number]>[] = [
  ['Код', 'employee.code', (row) => row.code],
  ['Сотрудник', 'employee.name', (row) => row.name],
  ['Подразделение', 'division.name', (row) => row.division],
];

const productColumns: readonly Column<(typeof demoProducts)[number]>[] = [
  ['Код', 'product.code', (row) => row.code],
  ['Продукт', 'product.name', (row) => row.name],
  ['Направление', 'direction.name', (row) => row.direction],
  ['Цена', 'product.price', (row) => row.price],
];

const customerColumns: readonly Column<DemoCustomer>[] = [
  ['Код', 'customer.code', (row) => row.code],
  ['Клиент', 'customer.name', (row) => row.name],
  ['ИНН', 'customer.taxNumber', (row) => row.taxNumber],
  ['Город', 'customer.city', (row) => row.city],
  ['Телефон', 'customer.phone', (row) => row.phone],
  ['Почта', 'customer.email', (row) => row.email],
  ['Первый контакт', 'customer.firstContact', (row) => row.firstContactOn],
  ['Менеджер', 'employee.code', (row) => row.managerCode],
  ['Сегмент', 'customer.parameter.Сегмент', (row) => row.segment],
  ['Отрасль', 'customer.parameter.Отрасль', (row) => row.industry],
  ['Сотрудников', 'customer.parameter.Сотрудников', (row) => row.employees],
];

const lineColumns: readonly Column<DemoLine>[] = [
  ['Документ', 'settlement.number', (row) => row.number],
  ['Дата', 'settlement.date', (row) => row.on],
  ['Клиент', 'customer.code', (row) => row.customerCode],
  ['Продукт', 'product.code', (row) => row.productCode],
  ['Количество', 'line.quantity', (row) => row.quantity],
  ['Цена', 'line.price', (row) => row.price],
  ['Сумма', 'line.amount', (row) => row.quantity * row.price],
  ['Менеджер', 'employee.code', (row) => row.employeeCode],
];

function csvOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const lines = rows.map((row) => columns.map(([, , value]) => quoted(String(value(row)))).join(';'));
  return `${[columns.map(([header]) => quoted(header)).join(';'), ...lines].join('\r\n')}\r\n`;
}

function quoted(text: string): string {
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
