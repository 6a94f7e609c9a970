import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';

/** A way in which a secret may stand somewhere. */
export interface SecretForm {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * A mailbox's password as it may turn up: plain, inside JSON, in an address, base64 as AUTH LOGIN says it (RFC 4954), base64 with the user as
 * AUTH PLAIN says it (RFC 4616), and as hexadecimal digits.
 */
export function formsOf(user: string, password: string): readonly SecretForm[] {
  // what follows a secret changes its last letter, and the end of a text its padding
  const encoded = (text: string) => Buffer.from(text).toString('base64').replace(/.=*$/, '');
  const forms = {
    plain: password,
    json: JSON.stringify(password).slice(1, -1),
    address: encodeURIComponent(password),
    'AUTH LOGIN': encoded(password),
    'AUTH PLAIN': encoded(`\0${user}\0${password}`),
    hexadecimal: Buffer.from(password).toString('hex'),
  };
  return Object.entries(forms).map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
}

/** Which form of a secret is in these bytes, or in what they are when unpacked; null: none. */
export function formIn(bytes: Buffer, forms: readonly SecretForm[]): string | null {
  const found = (where: Buffer) => forms.find((form) => where.includes(form.bytes))?.name ?? null;
  const inside = unpacked(bytes);
  return found(bytes) ?? (inside ? found(inside) : null);
}

function unpacked(bytes: Buffer): Buffer | null {
  const magic = bytes.subarray(0, 4).toString('hex');
  const limit = { maxOutputLength: 512 * 1024 * 1024 };
  try {
    if (magic.startsWith('1f8b')) return gunzipSync(bytes, limit);
    return magic === '28b52ffd' ? zstdDecompressSync(bytes, limit) : null;
  } catch {
    // cut off in the middle: what it would be, nobody can read either
    return null;
  }
}

export interface Find {
  readonly where: string;
  readonly form: string;
  readonly mode: number;
}

/** How much there was to look through; a scan of nothing proves nothing. */
export interface FileScan {
  readonly finds: readonly Find[];
  readonly files: number;
}

/** Nothing of ours is larger. */
const largest = 1024 * 1024 * 1024;

/** Looks through every file below some folders. Links are not followed; what goes away meanwhile is passed over. */
export function scanFolders(folders: readonly string[], forms: readonly SecretForm[]): FileScan {
  const finds: Find[] = [];
  let files = 0;
  for (const folder of folders)
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const where = join(entry.parentPath, entry.name);
      const read = readIfThere(where);
      if (!read) continue;
      files += 1;
      const form = formIn(read.bytes, forms);
      if (form !== null) finds.push({ where, form, mode: read.mode });
    }
  return { finds, files };
}

function readIfThere(file: string): { bytes: Buffer; mode: number } | null {
  try {
    const { size, mode } = statSync(file);
    return size > largest ? null : { bytes: readFileSync(file), mode: mode & 0o777 };
  } catch {
    return null;
  }
}

/** Looks at the arguments of every process that runs on this machine, those in containers among them. */
export function scanArguments(forms: readonly SecretForm[]): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((process) => {
      const form = formIn(readArguments(process), forms);
      return form === null ? [] : [`${process} ${programOf(process)}: ${form}`];
    });
}

export interface ArgumentWatch {
  finds(): readonly string[];
  looks(): number;
  stop(): void;
}

/** Looks again and again: a process may live for a moment only. */
export function watchArguments(forms: readonly SecretForm[]): ArgumentWatch {
  const finds = new Set<string>();
  let looks = 0;
  const timer = setInterval(() => {
    looks += 1;
    for (const find of scanArguments(forms)) finds.add(find);
  }, 25);
  return { finds: () => [...finds], looks: () => looks, stop: () => clearInterval(timer) };
}

/** `/proc` tells no size beforehand, so it is read in pieces. */
function readArguments(process: string): Buffer {
  try {
    const file = openSync(`/proc/${process}/cmdline`, 'r');
    try {
      const bytes = Buffer.alloc(131_072);
      return bytes.subarray(0, readSync(file, bytes));
    } finally {
      closeSync(file);
    }
  } catch {
    return Buffer.alloc(0);
  }
}

function programOf(process: string): string {
  try {
    return readlinkSync(`/proc/${process}/exe`);
  } catch {
    return '?';
  }
}
