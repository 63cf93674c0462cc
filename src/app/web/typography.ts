// Short prepositions and conjunctions stick to the next word (design page, section 3). Done once, when the Russian catalogue is built.

const short = /(^|[\s(«„])([а-яё]{1,2}|для|без|при|над|под|или|из-за) (?=\S)/giu;

/** Puts a no-break space after short words, so that no line ends with them. */
export function typo(text: string): string {
  let before: string;
  let now = text;
  do {
    before = now;
    now = now.replace(short, '$1$2\u00a0');
  } while (now !== before);
  return now.replace(/ (?=—)/g, '\u00a0');
}

/** The Vite plugin that does it to every `texts.ru.json`. */
export function typographyPlugin() {
  return {
    name: 'russian-typography',
    enforce: 'pre' as const,
    transform(code: string, id: string): { code: string; map: null } | undefined {
      if (!id.endsWith('texts.ru.json')) return undefined;
      const texts = JSON.parse(code) as Record<string, string>;
      const done = Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, typo(text)]));
      return { code: JSON.stringify(done), map: null };
    },
  };
}
