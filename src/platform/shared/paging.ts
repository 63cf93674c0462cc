// Keyset paging: a cursor is the sort value and the id of the last row, never an offset.

import Type from 'typebox';

export const pageLimit = 200;

/** Query fields of every paged list. */
export const pageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: pageLimit, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 600 })),
};

export interface Cursor {
  /** Sort value of the last row as text; null sorts last. */
  readonly value: string | null;
  readonly id: number;
}

export function writeCursor(cursor: Cursor): string {
  return toBase64Url(JSON.stringify([cursor.value, cursor.id]));
}

/** Undefined when the text is no cursor of ours. */
export function readCursor(text: string): Cursor | undefined {
  try {
    const parsed: unknown = JSON.parse(fromBase64Url(text));
    if (!Array.isArray(parsed) || parsed.length !== 2) return undefined;
    const [value, id] = parsed as unknown[];
    if ((value !== null && typeof value !== 'string') || typeof id !== 'number' || !Number.isInteger(id))
      return undefined;
    if (id < 0 || id > 2_147_483_647 || (value !== null && value.includes('\u0000'))) return undefined;
    return { value, id };
  } catch {
    return undefined;
  }
}

function toBase64Url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

function fromBase64Url(text: string): string {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder('utf-8', { fatal: true }).decode(
    Uint8Array.from(binary, (char) => char.charCodeAt(0)),
  );
}
