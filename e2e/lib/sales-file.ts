// A file of sales as an accounting program writes it: cp1251, semicolons, decimal commas, a title above the header, totals rows, a few mistakes.

import iconv from 'iconv-lite';

export interface SalesFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export interface SalesCounts {
  readonly rows: number;
  readonly totals: number;
  readonly wrong: number;
}

const customers = [
  'Лакомка, сеть кафе',
  'Промтехмаш, ООО',
  'Гранит-Сервис, ООО',
  'Кедр, мебельная фабрика',
  'Волгаторг, ООО',
];
const products = ['1С:ИТС Проф', 'Антивирус', 'Сервер'];

/** Fourteen months of five customers. `price` changes the amounts, so that the same documents differ. */
export function salesFile(price = 1000): { readonly file: SalesFile; readonly counts: SalesCounts } {
  const lines = [
    'Отчёт по продажам;;;;;;',
    ';;;;;;',
    'Номер;Период;Контрагент;Номенклатура;Кол-во;Сумма с НДС;Отв.',
  ];
  let rows = 0;
  let totals = 0;
  let wrong = 0;
  for (let month = 0; month < 14; month += 1) {
    const [year, number] = [2025 + Math.floor(month / 12), (month % 12) + 1];
    customers.forEach((customer, place) => {
      if (place === 4 && month > 3) return;
      rows += 1;
      const isWrong = month === 2 && place === 1;
      if (isWrong) wrong += 1;
      const day = `${15 + place}.${isWrong ? '13' : String(number).padStart(2, '0')}.${year}`;
      const quantity = 1 + ((month + place) % 4);
      lines.push(
        `РН-${month}-${place};${day};${customer};${products[(month + place) % 3] ?? ''};${quantity};${quantity * price * (place + 1)},50;Петров О.`,
      );
    });
    lines.push(`;;Итого за месяц;;;${price * 10},00;`);
    totals += 1;
  }
  const buffer = iconv.encode(`${lines.join('\r\n')}\r\n`, 'win1251');
  return {
    file: { name: 'Продажи.csv', mimeType: 'text/csv', buffer },
    counts: { rows: rows + totals, totals, wrong },
  };
}

/** A document that calls itself a table. */
export const foreignFile: SalesFile = {
  name: 'Прайс.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from('%PDF-1.7\n1 0 obj\n<< >>\nendobj\n'),
};
