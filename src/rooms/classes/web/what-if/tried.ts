// Borders that are tried out stand in the address; those equal to the rule in force are left out of it.

import type { Definitions } from '../../shared/definitions.ts';

export const borderNames = ['borderA', 'borderB', 'borderX', 'borderY'] as const;
export type BorderName = (typeof borderNames)[number];
export type TriedBorders = Readonly<Record<BorderName, number>>;

/** The borders in force. */
export function bordersOf({ abc, xyz }: Definitions): TriedBorders {
  return { borderA: abc.borderA, borderB: abc.borderB, borderX: xyz.borderX, borderY: xyz.borderY };
}

/** The borders of the address over those in force; what cannot be read or stands out of order is as in force. */
export function readTried(
  search: Readonly<Record<string, string | undefined>>,
  inForce: TriedBorders,
): TriedBorders {
  const read = (name: BorderName) => {
    const value = Number(search[name]);
    return search[name] !== undefined && value > 0 && value <= 1000
      ? Math.round(value * 100) / 100
      : inForce[name];
  };
  const tried = {
    borderA: read('borderA'),
    borderB: read('borderB'),
    borderX: read('borderX'),
    borderY: read('borderY'),
  };
  const isFit = tried.borderA < tried.borderB && tried.borderB < 100 && tried.borderX < tried.borderY;
  return isFit ? tried : inForce;
}

/** The changes of the address that say these borders. */
export function writeTried(
  tried: TriedBorders,
  inForce: TriedBorders,
): Record<BorderName, string | undefined> {
  const write = (name: BorderName) => (tried[name] === inForce[name] ? undefined : String(tried[name]));
  return {
    borderA: write('borderA'),
    borderB: write('borderB'),
    borderX: write('borderX'),
    borderY: write('borderY'),
  };
}

/** One border moved; it never passes its neighbour. */
export function moveBorder(tried: TriedBorders, name: BorderName, value: number): TriedBorders {
  const limits: Record<BorderName, readonly [number, number]> = {
    borderA: [1, tried.borderB - 1],
    borderB: [tried.borderA + 1, 99],
    borderX: [1, tried.borderY - 1],
    borderY: [tried.borderX + 1, 1000],
  };
  const [least, most] = limits[name];
  return { ...tried, [name]: Math.min(Math.max(value, least), most) };
}

export function isTried(tried: TriedBorders, inForce: TriedBorders): boolean {
  return borderNames.some((name) => tried[name] !== inForce[name]);
}

/** The definitions with the tried borders put in. */
export function withBorders(definitions: Definitions, tried: TriedBorders): Definitions {
  return {
    ...definitions,
    abc: { ...definitions.abc, borderA: tried.borderA, borderB: tried.borderB },
    xyz: { ...definitions.xyz, borderX: tried.borderX, borderY: tried.borderY },
  };
}
