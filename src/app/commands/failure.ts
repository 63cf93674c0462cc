// How a command fails: a refusal in its words, a wrong call with the usage, anything else as it is.

import { join } from 'node:path';
import { AppError } from '#platform/shared/refusals.ts';
import type { Language } from '#platform/shared/texts.ts';

export const exitCodes = { done: 0, failed: 1, calledWrongly: 2, refused: 3 } as const;

export function exitCodeOf(error: unknown): number {
  if (error instanceof AppError) return exitCodes.refused;
  return isUsageError(error) ? exitCodes.calledWrongly : exitCodes.failed;
}

/** One sentence for a person, in the language of the terminal where it is a refusal. */
export async function explain(error: unknown): Promise<string> {
  if (!(error instanceof AppError)) return error instanceof Error ? error.message : String(error);
  const { loadTexts } = await import('#platform/server/texts.ts');
  const { roomNames } = await import('../rooms.ts');
  const source = join(import.meta.dirname, '../..');
  const texts = await loadTexts([
    join(source, 'platform/web'),
    ...roomNames.map((room) => join(source, 'rooms', room, 'web')),
  ]);
  return [
    texts(languageOfTerminal(), `refusal.${error.code}`, plainValues(error)),
    ...fieldProblems(error),
  ].join('\n  ');
}

function isUsageError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

function plainValues({ data }: AppError): Record<string, string | number> {
  const plain: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(data)) {
    if (typeof value === 'string' || typeof value === 'number') plain[name] = value;
  }
  return plain;
}

/** A terminal has no form to show problems at, so they follow the sentence. */
function fieldProblems({ data }: AppError): string[] {
  const fields = data['fields'];
  if (!Array.isArray(fields)) return [];
  return fields.map((field: unknown) =>
    typeof field === 'object' && field !== null && 'path' in field && 'problem' in field
      ? `${String(field.path)}: ${String(field.problem)}${whatOf(field)}`
      : String(field),
  );
}

/** What a problem is about, such as the column that a mapping names in vain. */
function whatOf(field: object): string {
  if (!('data' in field) || typeof field.data !== 'object' || field.data === null || !('what' in field.data))
    return '';
  return ` (${String(field.data.what)})`;
}

function languageOfTerminal(): Language {
  return Intl.DateTimeFormat().resolvedOptions().locale.startsWith('ru') ? 'ru' : 'en';
}
