import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { repository, stamps } from './layout.ts';

/** Above this size a file counts by its size and time instead of its content (the runtime has 120 MB). In bytes. */
const largeFile = 8_000_000;

/** All files below `folder` (absolute), sorted by path, symbolic links and dot files left out. Empty if it is not there. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.'))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(path);
      return entry.isFile() ? [path] : [];
    })
    .sort();
}

/** One hash over the paths and contents of files and folders (absolute). What is not there counts as not there. */
export function fingerprint(sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const source of sources) {
    if (!existsSync(source)) {
      hash.update(`absent ${relative(repository, source)}\n`);
      continue;
    }
    for (const file of statSync(source).isDirectory() ? filesBelow(source) : [source]) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${relative(repository, file)} ${size}\n`);
      hash.update(size > largeFile ? String(mtimeMs) : readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/** True if the part was built from exactly these inputs and everything that it made is still there. */
export function isFresh(part: string, inputs: string, made: readonly string[]): boolean {
  const stamp = join(stamps, part);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs && made.every((path) => existsSync(path));
}

/** Remembers what a part was built from. Call it only after the part is complete. */
export function remember(part: string, inputs: string): void {
  writeWhole(join(stamps, part), inputs);
}

/** Writes a file so that a reader sees either all of it or what was there before. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}.part`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, path);
}
