import { isBuiltin } from 'node:module';
import type { Plugin } from 'vite';

/*
 * What keeps a program small in the memory of a Pi, beside the minifier. The figures are in `docs/print-service/storage.md`.
 */

/** A single foreign letter makes V8 keep the whole text with two bytes a letter; escapes say the same. */
export const asciiOnly: Plugin = {
  name: 'ascii-only',
  generateBundle(_options, bundle) {
    const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
    for (const chunk of Object.values(bundle))
      if (chunk.type === 'chunk') chunk.code = chunk.code.replace(/[\u0080-\uffff]/g, escaped);
  },
};

/**
 * Takes Node's own modules by a call instead of an import. An import reads every export of a module once, and some of them are only
 * made when they are read: with node:http that is all of Node's fetch, 2.5 MB of heap and as much of its code, whoever of all the packages imported it.
 */
export const builtinsWithoutImport: Plugin = {
  name: 'builtins-without-import',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      // From the end, so that the places of what is still to be replaced stay true.
      for (const node of this.parse(chunk.code).body.toReversed()) {
        if (node.type !== 'ImportDeclaration' || !isBuiltin(node.source.value)) continue;
        const module = `process.getBuiltinModule(${JSON.stringify(node.source.value)})`;
        const parts = node.specifiers.map((one) => {
          if (one.type !== 'ImportSpecifier') return `${one.local.name}=${module}`;
          const name = one.imported.type === 'Literal' ? JSON.stringify(one.imported.value) : one.imported.name;
          return `{${name}:${one.local.name}}=${module}`;
        });
        const statement = parts.length > 0 ? `const ${parts.join(',')};` : `${module};`;
        chunk.code = chunk.code.slice(0, node.start) + statement + chunk.code.slice(node.end);
      }
    }
  },
};
