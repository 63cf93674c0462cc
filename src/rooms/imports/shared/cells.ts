// The cleaning of cell texts that all readers and checks share.

const outerSpace = /^[\s\u00a0\u2009\u202f\ufeff]+|[\s\u00a0\u2009\u202f\ufeff]+$/g;
// Control characters have no place in a name; a no-break space is a space.
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const unwanted = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff\u200b\u2060\ufeff]/g;
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const unclean =
  /^\s|\s$|[\u0000-\u001f\u007f\u00a0\u2009\u200b\u202f\u2060\ufeff\ufffe\uffff\ud800-\udfff]|\s{2}/;

/** Trimmed, spaces of all kinds as one space each, no control characters, no half of a surrogate pair. */
export function cleanText(text: string): string {
  if (!unclean.test(text)) return text;
  return text
    .replace(/[\u00a0\u2009\u202f\t\r\n]+/g, ' ')
    .replace(unwanted, '')
    .replace(/ {2,}/g, ' ')
    .toWellFormed()
    .replace(outerSpace, '');
}

/** The name of a column as people write it: trimmed, with single spaces and no line breaks. */
export function cleanHeader(text: string): string {
  return cleanText(text).slice(0, 200);
}

export function isBlank(text: string): boolean {
  return text === '' || text.trim() === '';
}
