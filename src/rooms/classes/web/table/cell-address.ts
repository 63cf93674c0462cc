// A picked cell in the address: 'AX', 'C-' for a class without XYZ.

import { abcLetters, xyzLetters } from './cells.ts';
import type { PickedCell } from './nine-cells.tsx';

export function writeCell({ abc, xyz }: PickedCell): string {
  return `${abc === 'none' ? '-' : abc}${xyz === 'none' ? '-' : xyz}`;
}

/** The cell of the address; undefined for anything else. */
export function readCell(text: string | undefined): PickedCell | undefined {
  if (text?.length !== 2) return undefined;
  const abc = text[0] === '-' ? 'none' : abcLetters.find((letter) => letter === text[0]);
  const xyz = text[1] === '-' ? 'none' : xyzLetters.find((letter) => letter === text[1]);
  return abc === undefined || xyz === undefined ? undefined : { abc, xyz };
}
