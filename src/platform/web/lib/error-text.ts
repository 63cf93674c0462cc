import { ApiError } from './client.ts';
import { useTexts } from './texts.tsx';

export interface ErrorText {
  readonly text: string;
  readonly requestId: string | undefined;
}

/** The words of a refusal or a fault in the language of the person. */
export function useErrorText(error: unknown): ErrorText {
  const { t, tryText } = useTexts();
  if (!(error instanceof ApiError)) return { text: t('ui.error.fault'), requestId: undefined };
  if (error.code === 'ui.offline') return { text: t('ui.error.offline'), requestId: undefined };
  const values = Object.fromEntries(Object.entries(error.data).filter(isPlain));
  return {
    text: tryText(`refusal.${error.code}`, values) ?? error.words ?? t('ui.error.fault'),
    requestId: error.status >= 500 ? error.requestId : undefined,
  };
}

/** Words for the fields of a refused form by field name: 'body.name' -> name. */
export function useFieldErrors(error: unknown): Readonly<Record<string, string>> {
  const { t, tryText } = useTexts();
  if (!(error instanceof ApiError)) return {};
  const words = error.fields.map((field) => {
    const name = field.path.replace(/^(body|query|params)\./, '');
    return [name, tryText(`ui.problem.${field.problem}`, field.data) ?? t('ui.problem.invalid')] as const;
  });
  return Object.fromEntries(words);
}

function isPlain(entry: [string, unknown]): entry is [string, string | number] {
  return typeof entry[1] === 'string' || typeof entry[1] === 'number';
}
