/** A file in an archive. `mode` as in chmod; the time is fixed, so that the same files make the same bytes. */
export interface ArchiveFile {
  readonly path: string;
  readonly mode: number;
  readonly content: Uint8Array;
}

/** 2000-01-01 00:00 UTC, in seconds. Any fixed time would do. */
const fixedTime = 946_684_800;
const blockSize = 512;

/** Two empty blocks end an archive. */
export const archiveEnd = Buffer.alloc(2 * blockSize);

/**
 * The entries of a POSIX ustar archive (IEEE Std 1003.1, pax, "ustar Interchange Format"), without its end: files sorted by path,
 * owner root, fixed time. Parent folders come before their files, so that whoever unpacks needs no `mkdir`.
 * @throws if a path does not fit into a ustar header (100 bytes of name, 155 of prefix)
 */
export function archiveEntries(files: readonly ArchiveFile[]): Buffer {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const folders = new Set<string>();
  const parts: Uint8Array[] = [];
  for (const file of sorted) {
    const names = file.path.split('/').slice(0, -1);
    for (let depth = 1; depth <= names.length; depth += 1) {
      const folder = `${names.slice(0, depth).join('/')}/`;
      if (!folders.has(folder)) parts.push(header(folder, 0o755, 0, '5'));
      folders.add(folder);
    }
    parts.push(header(file.path, file.mode, file.content.length, '0'), file.content, padding(file.content.length));
  }
  return Buffer.concat(parts);
}

/**
 * Reads one regular file out of a tar archive, by its whole path.
 * @throws if it is not in there or the archive ends early
 */
export function readFromArchive(archive: Buffer, path: string): Buffer {
  let at = 0;
  while (at + blockSize <= archive.length) {
    const block = archive.subarray(at, at + blockSize);
    if (block.every((byte) => byte === 0)) break;
    const prefix = text(block, 345, 155);
    const name = prefix === '' ? text(block, 0, 100) : `${prefix}/${text(block, 0, 100)}`;
    const size = Number.parseInt(text(block, 124, 12).trim(), 8);
    const type = text(block, 156, 1);
    const start = at + blockSize;
    if (!Number.isSafeInteger(size) || start + size > archive.length)
      throw new Error(`the archive ends inside ${name}`);
    if (name === path && (type === '0' || type === '')) return archive.subarray(start, start + size);
    at = start + size + padding(size).length;
  }
  throw new Error(`${path} is not in the archive`);
}

function header(path: string, mode: number, size: number, type: '0' | '5'): Buffer {
  const block = Buffer.alloc(blockSize);
  const { name, prefix } = splitPath(path);
  block.write(name, 0);
  block.write(octal(mode, 7), 100);
  block.write(octal(0, 7), 108);
  block.write(octal(0, 7), 116);
  block.write(octal(size, 11), 124);
  block.write(octal(fixedTime, 11), 136);
  block.write('        ', 148);
  block.write(type, 156);
  block.write('ustar\u000000', 257, 'latin1');
  block.write('root', 265);
  block.write('root', 297);
  block.write(prefix, 345);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\u0000 `, 148, 'latin1');
  return block;
}

function splitPath(path: string): { name: string; prefix: string } {
  if (Buffer.byteLength(path) <= 100) return { name: path, prefix: '' };
  for (let cut = path.indexOf('/'); cut > 0; cut = path.indexOf('/', cut + 1)) {
    const name = path.slice(cut + 1);
    if (cut <= 155 && name.length > 0 && Buffer.byteLength(name) <= 100) return { name, prefix: path.slice(0, cut) };
  }
  throw new Error(`too long for a tar header: ${path}`);
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

function padding(size: number): Buffer {
  return Buffer.alloc((blockSize - (size % blockSize)) % blockSize);
}

function text(block: Buffer, start: number, length: number): string {
  const field = block.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.subarray(0, end === -1 ? length : end).toString('utf8');
}
