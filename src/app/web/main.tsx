import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from '#platform/web/lib/queries.ts';
import { sessionQuery } from '#platform/web/lib/session.ts';
import { listenToShortcuts } from '#platform/web/lib/shortcuts.tsx';
import { guessLanguage } from '#platform/web/lib/texts.tsx';
import { ThemeProvider } from '#platform/web/theme/theme-provider.tsx';
import { ToastProvider } from '#platform/web/ui/toast.tsx';
import { LanguageProvider, loadLanguage } from './language.tsx';
import { createAppRouter } from './router.tsx';

async function start(): Promise<void> {
  const client = createQueryClient(() => client.setQueryData(sessionQuery.queryKey, null));
  const session = await client.fetchQuery(sessionQuery).catch(() => undefined);
  const first = await loadLanguage(session?.person.language ?? guessLanguage());
  const router = createAppRouter(client);
  listenToShortcuts();
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  createRoot(root).render(
    <StrictMode>
      <ThemeProvider>
        <QueryClientProvider client={client}>
          <LanguageProvider first={first}>
            <ToastProvider>
              <RouterProvider router={router} />
            </ToastProvider>
          </LanguageProvider>
        </QueryClientProvider>
      </ThemeProvider>
    </StrictMode>,
  );
}

void start();
