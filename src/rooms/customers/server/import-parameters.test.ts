import { describe, expect, it } from 'vitest';
import { parameterKey } from './import-parameters.ts';

describe('the key of a parameter that a file brings (SEG-1)', () => {
  it('is written in Latin letters, whatever the header', () => {
    expect(['Сегмент', 'Число сотрудников', 'Office Location', '2-й телефон', '№'].map(parameterKey)).toEqual(
      ['segment', 'chislo_sotrudnikov', 'office_location', 'p_2_y_telefon', 'p'],
    );
  });
});
