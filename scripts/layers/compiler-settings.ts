import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Finding } from './check.ts';

const settingsSchema = z.object({
  compilerOptions: z.object({ lib: z.array(z.string()).optional(), types: z.array(z.string()).optional() }).default({}),
});

/** What each room's compiler may know; the types are the second wall behind the imports. */
const allowed: Readonly<Record<string, { dom: boolean; node: boolean }>> = {
  'src-shared': { dom: false, node: false },
  'src-pi': { dom: false, node: true },
  'src-main': { dom: false, node: true },
  'src-renderer': { dom: true, node: false },
};

/** Rooms whose tsconfig lets types in that do not belong there. `root` is the repository. */
export function checkCompilerSettings(root: string): Finding[] {
  return Object.entries(allowed).flatMap(([room, { dom, node }]) => {
    const path = `${room}/tsconfig.json`;
    if (!existsSync(join(root, path))) return [{ path, problem: 'is missing; every room has its own' }];
    const { compilerOptions } = settingsSchema.parse(JSON.parse(readFileSync(join(root, path), 'utf8')));
    const findings: Finding[] = [];
    if (!dom && compilerOptions.lib?.some((lib) => /^dom/i.test(lib)))
      findings.push({ path, problem: 'lets the types of the DOM in' });
    if (!node && compilerOptions.types?.some((type) => type.startsWith('node')))
      findings.push({ path, problem: 'lets the types of Node in' });
    return findings;
  });
}
