import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The mark by which the fuses are found in Electron's binary, then their version (1), their number and their states
 * (electron/docs/tutorial/fuses.md, "Fuse wire").
 */
export const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuseCount = 9;

/**
 * Writes a folder that electron-builder takes for an unpacked Electron: enough to pack and to flip fuses in, without the
 * 100 MB binary, so that the packing is checked on any machine.
 */
export function writeStandIn(folder: string, version: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'));
  const wire = Buffer.concat([
    Buffer.from(fuseSentinel),
    Buffer.from([1, fuseCount]),
    Buffer.from('0'.repeat(fuseCount)),
  ]);
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from('stand-in\n'), wire, Buffer.from('\n')]));
  chmodSync(join(folder, 'electron'), 0o755);
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, 'LICENSE'), 'stand-in');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), 'stand-in');
  for (const language of ['de', 'en-US', 'fr']) writeFileSync(join(folder, 'locales', `${language}.pak`), language);
}

/** Reads the fuses back from a binary, by name; `removed` and `inherit` as they stand. @throws if there are none */
export function readFuses(binary: Buffer): Record<string, 'on' | 'off' | 'removed' | 'inherit'> {
  const at = binary.indexOf(fuseSentinel);
  if (at === -1) throw new Error('the binary has no fuses');
  const start = at + fuseSentinel.length + 2;
  const states = { 48: 'off', 49: 'on', 114: 'removed', 144: 'inherit' } as const;
  return Object.fromEntries(
    fuseNames.map((name, index) => [name, states[binary[start + index] as keyof typeof states] ?? 'inherit']),
  );
}

/** In the order of the wire, version 1. */
const fuseNames = [
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeCliInspect',
  'embeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
];
