// How what a person types becomes what the search compares: ё as е, phones as digits, and the other keyboard layout.

const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const cyrillic = 'ёйцукенгшщзхъфывапролджэячсмитьбю';

/** Words of a search, as `customers.search_key` writes them: lower case, ё as е; at most eight. */
export function searchWords(text: string): string[] {
  const folded = foldText(text);
  const phone = phoneDigits(folded);
  if (phone !== undefined) return [phone];
  return folded
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 8);
}

/** What of a search may be misspelt: words of letters; numbers and scraps resemble everything. */
export function wordsToResemble(text: string): string {
  return foldText(text)
    .split(' ')
    .filter((word) => word.length >= 3 && /\p{L}/u.test(word))
    .join(' ');
}

/** Lower case, ё as е, single spaces. */
export function foldText(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();
}

/** The same keys pressed in the other layout: «hjvfirf» for «ромашка» and back. Undefined when no key differs. */
export function otherLayout(text: string): string | undefined {
  const lower = text.toLowerCase();
  const [from, to] = /[а-яё]/.test(lower) ? [cyrillic, latin] : [latin, cyrillic];
  const swapped = [...lower].map((char) => to[from.indexOf(char)] ?? char).join('');
  return swapped === lower ? undefined : swapped;
}

/** The digits of a text that can only be a phone, without the trunk prefix 8 or +7; undefined for anything else. */
function phoneDigits(text: string): string | undefined {
  if (!/^\+?[\d\s().-]+$/.test(text)) return undefined;
  const digits = text.replace(/\D/g, '');
  if (digits.length === 11 && /^[78]/.test(digits)) return digits.slice(1);
  return digits.length >= 7 && digits.length < text.length ? digits : undefined;
}

/** A LIKE pattern that finds the word anywhere, or from a word's start when it is too short for a trigram. */
export function likePatterns(word: string): string[] {
  const escaped = escapeLike(word);
  return word.length >= 3 ? [`%${escaped}%`] : [`${escaped}%`, `% ${escaped}%`];
}

export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (char) => `\\${char}`);
}
