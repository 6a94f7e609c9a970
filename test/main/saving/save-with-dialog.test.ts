import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { saveWithDialog } from '../../../src-main/host-electron/save-with-dialog.ts';
import { fileNameFor, handToWindow } from '../../../src-main/saving/save-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bonwart-saving-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = { fileName: 'Verlauf.csv', mediaType: 'text/csv', bytes: Buffer.from('Zeit,Was\r\n') };
const { signal } = new AbortController();

test('a file goes where a person chose, whole and for this account alone', async () => {
  const asked: unknown[] = [];
  const save = saveWithDialog(async (options) => {
    asked.push(options);
    return { canceled: false, filePath: join(folder, 'mein Verlauf.csv') };
  }, folder);
  expect(await save(file, signal)).toEqual({ kind: 'saved', place: join(folder, 'mein Verlauf.csv') });
  expect(asked).toMatchObject([{ defaultPath: join(folder, 'Verlauf.csv'), filters: [{ extensions: ['csv'] }] }]);
  expect(readFileSync(join(folder, 'mein Verlauf.csv'), 'utf8')).toBe('Zeit,Was\r\n');
  expect(statSync(join(folder, 'mein Verlauf.csv')).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toHaveLength(1);
});

test('who does not want to after all leaves nothing behind; what cannot be written is refused with its place', async () => {
  expect(await saveWithDialog(async () => ({ canceled: true }), folder)(file, signal)).toEqual({ kind: 'cancelled' });
  const nowhere = join(folder, 'no', 'such', 'folder.csv');
  const save = saveWithDialog(async () => ({ canceled: false, filePath: nowhere }), folder);
  await expect(save(file, signal)).rejects.toMatchObject({
    error: { code: 'file.not-saved', data: { place: nowhere } },
  });
  expect(existsSync(join(folder, 'no'))).toBe(false);
});

test('a browser gets the file itself, under a name that every system takes', async () => {
  const given = await handToWindow(file, signal);
  expect(given).toMatchObject({ kind: 'here', fileName: 'Verlauf.csv' });
  expect(given.kind === 'here' && Buffer.from(given.base64, 'base64').toString()).toBe('Zeit,Was\r\n');
  const at = Date.parse('2026-11-23T10:00:00Z');
  expect(fileNameFor('Verlauf', '../Küche: "1"', at, 'csv')).toBe('Verlauf-Kuche-1-2026-11-23.csv');
  expect(fileNameFor('Verlauf', '厨房', at, 'csv')).toBe('Verlauf-2026-11-23.csv');
});
