import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** React Aria brings its few sentences in 30 languages; the window speaks two of them. */
function onlyOurLanguages(): Plugin {
  const strings = /react-aria.*[\\/]intl[\\/][\w-]+[\\/]([a-z]{2}-[A-Z]{2})\.m?js$/;
  return {
    name: 'only-our-languages',
    enforce: 'pre',
    load(id) {
      const language = strings.exec(id)?.[1];
      return language && language !== 'de-DE' && language !== 'en-US' ? 'export default {};' : null;
    },
  };
}

/** The window: `src-renderer` becomes `out/renderer`, with relative addresses so that both hosts can serve it. */
export default defineConfig({
  root: 'src-renderer',
  base: './',
  plugins: [onlyOurLanguages(), react()],
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    target: 'chrome120',
    // A picture inlined as a data address would be refused by the page's policy wherever it is not an image.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            {
              name: 'contract',
              test: /node_modules[\\/]zod[\\/]|src-shared[\\/](contract|bonctl|runbook|service)[\\/]/,
            },
            // Each language is a file of its own: the window fetches the one that is spoken.
            { name: 'german', test: /src-shared[\\/]texts[\\/]de[\\/]/ },
            { name: 'english', test: /src-shared[\\/]texts[\\/]en[\\/]/ },
            { name: 'i18n', test: /node_modules[\\/](i18next|react-i18next)[\\/]/ },
          ],
        },
      },
    },
  },
});
