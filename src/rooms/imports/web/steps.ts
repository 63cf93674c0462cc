import type { TextKey } from '#platform/web/lib/texts.tsx';

const withCustomers = ['', 'settlements', 'customers', 'contacts'];

/** The steps of the wizard; a kind that names no customers has another third one. */
export function stepsOf(kind: string): TextKey[] {
  const third = withCustomers.includes(kind) ? 'imports.step.customers' : 'imports.step.records';
  return [
    'imports.step.file',
    'imports.step.columns',
    third,
    'imports.step.loading',
    'imports.step.conclusions',
  ];
}
