import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core';
import type { ReactNode } from 'react';
import './mantine-styles.ts';
import './tokens.css';
import './fonts.css';
import './base.css';
import { cssVariablesResolver, theme } from './theme.ts';

const colorSchemeManager = localStorageColorSchemeManager({ key: 'klientela-color-scheme' });

/** Theme, light and dark, for everything below it. Style elements carry the nonce of the page. */
export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
      getStyleNonce={readNonce}
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  );
}

/** The server writes the nonce of each page into `<meta property="csp-nonce" nonce="...">`. */
function readNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
