import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createPackageWithOptions } from '@electron/asar';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inspectPackage } from '../../scripts/pack/inspect.ts';
import { fuseSentinel, readFuses, writeStandIn } from '../../scripts/pack/stand-in.ts';

let work: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'bonwart-pack-'));
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

test('the fuses of a binary are read back by name', () => {
  const wire = Buffer.concat([Buffer.from(`head${fuseSentinel}`), Buffer.from([1, 9]), Buffer.from('0100110r0tail')]);
  expect(readFuses(wire)).toMatchObject({ runAsNode: 'off', cookieEncryption: 'on', onlyLoadAppFromAsar: 'on' });
  expect(readFuses(wire).grantFileProtocolExtraPrivileges).toBe('removed');
  expect(() => readFuses(Buffer.from('no fuses'))).toThrow('no fuses');
});

test('what does not belong into the package is named, one sentence each', async () => {
  const source = join(work, 'source');
  const key = `-----BEGIN OPENSSH PRIVATE KEY-----\n${'a'.repeat(44)}\n`;
  const files = {
    'package.json': '{"devDependencies":{}}',
    'src-main/ssh/remote-host.ts': '',
    'test/e2e/journey.test.ts': '',
    'resources/.env': 'SECRET=1',
    'out/main/electron.js': `const left = \`${key}\`;`,
    'node_modules/better-sqlite3/prebuilds/win32-x64.node': '',
  };
  for (const [path, text] of Object.entries(files)) put(join(source, path), text);
  writeStandIn(join(work, 'app'), '1.0.0');
  put(join(work, 'app/bonwart'), `${fuseSentinel}\u0001\t${'1'.repeat(9)}`);
  put(join(work, 'app/resources/payload/notes.txt'), 'x');
  await createPackageWithOptions(source, join(work, 'app/resources/app.asar'), {});

  const problems = inspectPackage(join(work, 'app'), 'linux-x64').join('\n');
  for (const sentence of [
    'the archive holds src-main/ssh/remote-host.ts',
    'the archive holds test/e2e/journey.test.ts',
    'prebuilds/win32-x64.node, which does not belong',
    'the archive lacks out/main/preload.cjs',
    'the archive lacks node_modules/better-sqlite3/prebuilds/linux-x64.node',
    'out/main/electron.js holds a private key',
    'package.json still names the development dependencies',
    'resources/.env looks like a secret',
    'in the payload lies notes.txt',
    'the payload linux-arm64 lacks bonctl.json',
    'the fuse runAsNode is on, not off',
    'the languages are de.pak en-US.pak fr.pak',
  ])
    expect(problems).toContain(sentence);
});

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
