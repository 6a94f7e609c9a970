import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formsOf, scanArguments, scanFolders, watchArguments } from './secret-scan.ts';

const user = 'rosa@example.de';
const password = 'geheim 4711 "Löwe"/x';
const forms = formsOf(user, password);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bonwart-scan-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const plain = Buffer.from(`\0${user}\0${password}`).toString('base64');

/** A scan that finds nothing proves something only if it finds what is there. */
test.each<[string, string | Buffer]>([
  ['plain', `before ${password} after`],
  ['json', JSON.stringify({ account: { password } })],
  ['address', `https://example.de/?password=${encodeURIComponent(password)}`],
  ['AUTH LOGIN', `C: ${Buffer.from(password).toString('base64')}`],
  ['AUTH LOGIN', Buffer.from(`${password}\r\nQUIT`).toString('base64')],
  ['AUTH PLAIN', `C: AUTH PLAIN ${plain}`],
  ['hexadecimal', Buffer.from(password).toString('hex')],
  ['plain', gzipSync(password)],
  ['plain', zstdCompressSync(`SMTP_PASSWORD=${password}`)],
])('%s is found in a file (%#)', (form, content) => {
  mkdirSync(join(folder, 'deep/down'), { recursive: true });
  writeFileSync(join(folder, 'deep/down/service.log'), content, { mode: 0o640 });
  writeFileSync(join(folder, 'other.log'), 'rosa@example.de wrote a mail');
  symlinkSync('/nowhere', join(folder, 'link'));
  expect(scanFolders([folder], forms)).toEqual({
    finds: [{ where: join(folder, 'deep/down/service.log'), form, mode: 0o640 }],
    files: 2,
  });
});

test('it is found in a database that is open, in its log, and after it was deleted', () => {
  const database = new Database(join(folder, 'panel.db'));
  database.pragma('journal_mode = WAL');
  database.exec('CREATE TABLE audit (data TEXT)');
  const found = () => scanFolders([folder], forms).finds.length;
  expect(found()).toBe(0);
  database.prepare('INSERT INTO audit VALUES (?)').run(JSON.stringify({ password }));
  expect(found()).toBe(1);
  database.exec('DELETE FROM audit');
  expect(found()).toBe(1);
  database.close();
});

test('it is found among the arguments of a process, also of one that ends soon', async () => {
  expect(scanArguments(forms)).toEqual([]);
  const watch = watchArguments(forms);
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()', password], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  await expect.poll(() => watch.finds().length).toBe(1);
  child.stdin.end();
  await once(child, 'close');
  watch.stop();
  expect(watch.finds()[0]).toMatch(/: plain$/);
  expect(watch.looks()).toBeGreaterThan(0);
  expect(scanArguments(forms)).toEqual([]);
});
