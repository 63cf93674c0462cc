import { describe, expect, it } from 'vitest';
import { formulaWords, isReadByFormula, writeReference } from './formulas.ts';

describe('formulas of a mapping', () => {
  it('knows the columns that they read', () => {
    expect(isReadByFormula('Quantity * UnitPrice', 'Quantity')).toBe(true);
    expect(isReadByFormula('Quantity * UnitPrice', 'Unit')).toBe(false);
    expect(isReadByFormula('[Сумма, руб.] / 100', 'Сумма, руб.')).toBe(true);
    expect(isReadByFormula('lines.price * 2', 'lines.price')).toBe(true);
    expect(isReadByFormula('lines.price * 2', 'price')).toBe(false);
  });

  it('are shown with the words of their fields', () => {
    expect(
      formulaWords('[line.price] * [line.quantity]', (field) =>
        field === 'line.price' ? 'Цена' : 'Количество',
      ),
    ).toBe('Цена × Количество');
  });

  it('write columns that are no plain words in brackets', () => {
    expect(['Сумма', 'orders.id', 'Кол-во', 'a b'].map(writeReference)).toEqual([
      'Сумма',
      'orders.id',
      '[Кол-во]',
      '[a b]',
    ]);
  });
});
