import { codePages } from '../../../src-shared/paper/code-pages.ts';

const tables = new Map<string, ReadonlyMap<string, number>>();

/** The characters of a code page with their bytes, ASCII included; without what has no picture. */
export function bytesOfPage(name: string): ReadonlyMap<string, number> {
  const known = tables.get(name);
  if (known) return known;
  const upper = Object.values(codePages).find((page) => page.name === name)?.upper;
  if (upper === undefined) throw new Error(`there is no code page ${name}`);
  const table = new Map<string, number>();
  for (let code = 0x20; code < 0x7f; code += 1) table.set(String.fromCharCode(code), code);
  for (const [index, character] of [...upper].entries())
    if (!/[\p{Cc}\p{Cf}\p{Zs}\ufffd]/u.test(character) && !table.has(character)) table.set(character, 0x80 + index);
  tables.set(name, table);
  return table;
}

const sets = new Map<string, ReadonlySet<string>>();

/** The same as a set. Without a page it is ASCII, which every printer has. */
export function charactersOfPage(name: string | null): ReadonlySet<string> {
  const known = sets.get(name ?? '');
  if (known) return known;
  const all = bytesOfPage(name ?? 'PC437');
  const set = new Set(
    name === null ? [...all].filter(([, byte]) => byte < 0x80).map(([character]) => character) : all.keys(),
  );
  sets.set(name ?? '', set);
  return set;
}
