// Letters and categories of the reports come as text; only the known ones are drawn.

export function readAbc(text: string | null): 'A' | 'B' | 'C' | null {
  return text === 'A' || text === 'B' || text === 'C' ? text : null;
}

export function readXyz(text: string | null): 'X' | 'Y' | 'Z' | null {
  return text === 'X' || text === 'Y' || text === 'Z' ? text : null;
}

const categories = ['potential', 'new', 'regular', 'recovered', 'lost'] as const;

export function readCategory(text: string | null): (typeof categories)[number] | undefined {
  return categories.find((category) => category === text);
}
