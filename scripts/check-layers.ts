import { readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { filesBelow } from './build/fingerprint.ts';
import { repository } from './build/layout.ts';
import { checkFile, checkTogether, type Finding } from './layers/check.ts';
import { checkCompilerSettings } from './layers/compiler-settings.ts';
import { rooms } from './layers/rules.ts';
import { readSource } from './layers/source.ts';

/** Every finding in the tree below `root` (absolute), and how many files were read. */
export function checkTree(root: string): { findings: Finding[]; files: number } {
  const sources = Object.keys(rooms)
    .flatMap((room) => filesBelow(join(root, room)))
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readSource(relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')));
  const findings = [...checkCompilerSettings(root), ...sources.flatMap(checkFile), ...checkTogether(sources)];
  return { findings, files: sources.length };
}

if (import.meta.main) {
  const { findings, files } = checkTree(resolve(process.argv[2] ?? repository));
  for (const { path, problem } of findings) console.log(`${path}: ${problem}`);
  console.log(`layers: ${files} files, ${findings.length} findings`);
  process.exitCode = findings.length > 0 ? 1 : 0;
}
