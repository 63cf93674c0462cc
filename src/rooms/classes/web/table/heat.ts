// How dark a cell of the nine is: its share against the largest one, so that the picture is read at a glance.

export type Heat = 1 | 2 | 3 | 4 | 5;

/** Five steps of a share against the largest; nothing is the lightest. */
export function heatOf(share: number, largest: number): Heat {
  if (!(share > 0) || !(largest > 0)) return 1;
  const part = share / largest;
  if (part >= 0.85) return 5;
  if (part >= 0.65) return 4;
  if (part >= 0.45) return 3;
  return part >= 0.3 ? 2 : 1;
}
