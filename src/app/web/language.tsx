// The language of the person: its words are loaded alone, a change is kept on the server.

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { changeSession } from '#platform/shared/contracts/session.ts';
import type { Catalogue, Language } from '#platform/shared/texts.ts';
import { request } from '#platform/web/lib/client.ts';
import { sessionQuery } from '#platform/web/lib/session.ts';
import { TextsProvider, rememberLanguage } from '#platform/web/lib/texts.tsx';

const loaders: Readonly<Record<Language, () => Promise<{ readonly catalogue: Catalogue }>>> = {
  en: () => import('./texts-en.ts'),
  ru: () => import('./texts-ru.ts'),
};

export interface LoadedLanguage {
  readonly language: Language;
  readonly catalogue: Catalogue;
}

export async function loadLanguage(language: Language): Promise<LoadedLanguage> {
  const { catalogue } = await loaders[language]();
  return { language, catalogue };
}

export function LanguageProvider({
  first,
  children,
}: {
  readonly first: LoadedLanguage;
  readonly children: ReactNode;
}) {
  const client = useQueryClient();
  const [loaded, setLoaded] = useState(first);
  const show = useCallback(async (language: Language) => {
    setLoaded(await loadLanguage(language));
    rememberLanguage(language);
  }, []);
  const change = useCallback(
    (language: Language) => {
      void show(language);
      if (client.getQueryData(sessionQuery.queryKey)) void keepLanguage(language);
    },
    [client, show],
  );
  useEffect(() => {
    document.documentElement.lang = loaded.language;
  }, [loaded.language]);
  // A person who signs in brings the language that the server knows.
  useEffect(
    () =>
      client.getQueryCache().subscribe((event) => {
        if (
          event.type !== 'updated' ||
          event.action.type !== 'success' ||
          event.query.queryHash !== '["/api/session"]'
        )
          return;
        const language = client.getQueryData(sessionQuery.queryKey)?.person.language;
        if (language !== undefined && language !== document.documentElement.lang) void show(language);
      }),
    [client, show],
  );
  return (
    <TextsProvider {...loaded} onLanguage={change}>
      {children}
    </TextsProvider>
  );
}

async function keepLanguage(language: Language): Promise<void> {
  await request<typeof changeSession>('PATCH', '/api/session', { body: { language } });
}
