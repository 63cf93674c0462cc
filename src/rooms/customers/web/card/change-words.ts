// A change of a record in words: which field, what it was and is. Fields without words of their own stay silent.

import type { Texts } from '#platform/web/lib/texts.tsx';

export interface ChangedField {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

interface Change {
  readonly before?: Readonly<Record<string, unknown>> | undefined;
  readonly after?: Readonly<Record<string, unknown>> | undefined;
}

/** Lines of a change; a created record lists its filled fields. */
export function wordsOfChange(
  { tryText }: Pick<Texts, 'tryText'>,
  { before = {}, after = {} }: Change,
): ChangedField[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((column) => {
    const name = column.replace(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase());
    const field = tryText(`customers.field.${name}`) ?? tryText(`customers.contact.${name}`);
    const [was, is] = [plain(before[column]), plain(after[column])];
    return field === undefined || was === is ? [] : [{ field, before: was, after: is }];
  });
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? '' : String(value);
}
