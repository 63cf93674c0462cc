// Spellings of one name (CL-5): «ВОЛГАТОРГ ООО» and «Волгаторг, ООО» differ by case, form and marks only. They are proposed as one, never taken so silently.

/** Two names with the same key are probably the same; an empty key says nothing. */
export function alikeKey(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(
      /общество с ограниченной ответственностью|акционерное общество|индивидуальный предприниматель/gu,
      ' ',
    )
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .split(' ')
    .filter((word) => word !== '' && !forms.has(word))
    .join(' ');
}

const forms = new Set([
  'ооо',
  'оао',
  'зао',
  'пао',
  'ао',
  'ип',
  'нко',
  'ано',
  'чп',
  'тоо',
  'llc',
  'ltd',
  'limited',
  'inc',
  'corp',
  'gmbh',
  'co',
  'company',
  'jsc',
  'plc',
]);

export interface Spelling {
  readonly value: string;
  readonly rows: number;
}

/** Groups of spellings of one name, the most frequent spelling first, the largest groups first. */
export function groupAlike(counts: ReadonlyMap<string, number>): Spelling[][] {
  const groups = new Map<string, Spelling[]>();
  for (const [value, rows] of counts) {
    const key = alikeKey(value);
    if (key === '') continue;
    const group = groups.get(key);
    if (group) group.push({ value, rows });
    else groups.set(key, [{ value, rows }]);
  }
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.sort((left, right) => right.rows - left.rows))
    .sort((left, right) => total(right) - total(left));
}

function total(group: readonly Spelling[]): number {
  return group.reduce((sum, spelling) => sum + spelling.rows, 0);
}
