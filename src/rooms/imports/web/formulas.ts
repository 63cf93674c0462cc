// Which columns a formula of a mapping reads, well enough to show it.

/** Whether a formula names the column, in brackets or as a word. */
export function isReadByFormula(formula: string, reference: string): boolean {
  if (formula.includes(`[${reference}]`)) return true;
  const escaped = reference.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return (
    /^[\p{L}\p{N}_$#№.]+$/u.test(reference) &&
    new RegExp(`(?<![\\p{L}\\p{N}_.])${escaped}(?![\\p{L}\\p{N}_.])`, 'u').test(formula)
  );
}

/** '[line.price] * [line.quantity]' with the words of the fields. */
export function formulaWords(formula: string, wordOf: (field: string) => string): string {
  return formula
    .replace(/\[([^\]]+)\]/g, (_whole, field: string) => wordOf(field))
    .replaceAll('*', '×')
    .replaceAll(' - ', ' − ');
}

/** How a formula must write a column: plain words as they are, anything else in brackets. */
export function writeReference(reference: string): string {
  return /^[\p{L}_$#№][\p{L}\p{N}_$#№]*(?:\.[\p{L}_$#№][\p{L}\p{N}_$#№]*)?$/u.test(reference)
    ? reference
    : `[${reference}]`;
}
