import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { typographyPlugin } from './src/app/web/typography.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The web application: built into dist/web, served by the program itself. In development `/api` goes to a running server.
export default defineConfig({
  root: at('src/app/web'),
  cacheDir: at('node_modules/.vite'),
  plugins: [typographyPlugin(), react()],
  // The server puts a fresh nonce in place of this word into every page that it sends.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: at('dist/web'),
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    // Nothing inline: a strict content policy allows no data addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: {
    port: 5173,
    fs: { allow: [at('.')] },
    proxy: {
      '/api': { target: process.env['KLIENTELA_API'] ?? 'http://127.0.0.1:4080', changeOrigin: false },
    },
  },
});
