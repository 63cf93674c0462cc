// The palette forgives: ё and е, the wrong keyboard layout, two letters that changed places.

const english = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const russian = 'ёйцукенгшщзхъфывапролджэячсмитьбю';

/** Lower case, ё as е, single spaces. */
export function plainWords(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();
}

/** The same keys pressed in the other layout: «lf» -> «да». */
export function otherLayout(text: string): string {
  return [...text.toLowerCase()]
    .map((letter) => {
      const inEnglish = english.indexOf(letter);
      if (inEnglish >= 0) return russian[inEnglish] ?? letter;
      const inRussian = russian.indexOf(letter);
      return inRussian >= 0 ? (english[inRussian] ?? letter) : letter;
    })
    .join('');
}

/** How well a label answers: 3 begins with it, 2 a word begins with it, 1 holds it, 0.5 with two letters exchanged, 0 not at all. */
export function matchScore(label: string, typed: string): number {
  const words = plainWords(label);
  const wanted = plainWords(typed);
  if (wanted === '') return 1;
  return Math.max(scoreOf(words, wanted), scoreOf(words, plainWords(otherLayout(typed))));
}

function scoreOf(words: string, wanted: string): number {
  if (words.startsWith(wanted)) return 3;
  if (words.includes(` ${wanted}`)) return 2;
  if (words.includes(wanted)) return 1;
  return wanted.length >= 4 && exchanged(wanted).some((variant) => words.includes(variant)) ? 0.5 : 0;
}

function exchanged(text: string): string[] {
  return Array.from(
    { length: text.length - 1 },
    (_, at) => text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2),
  );
}
