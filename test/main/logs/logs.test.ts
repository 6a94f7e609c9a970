import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCrashLog } from '../../../src-main/logs/crash-log.ts';
import { openLog } from '../../../src-main/logs/log.ts';
import { createRedaction } from '../../../src-main/logs/redaction.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bonwart-logs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const privateKey = '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA\n-----END OPENSSH PRIVATE KEY-----';

test.each([
  ['password=4711geheim and more', 'and more'],
  ['{"password":"4711geheim","user":"pi"}', '"user":"pi"'],
  ['Authorization: Bearer 4711geheim', 'Authorization'],
  ['SMTP_PASSWORD = 4711geheim', 'SMTP_PASSWORD'],
  ['apiKey: "4711geheim"', 'apiKey'],
  [`before ${privateKey.replace('b3BlbnNzaA', '4711geheim')} after`, 'after'],
  ['key IST.eyJraWQ4711geheim.x', 'key'],
])('%s is written without its secret', (text, kept) => {
  const clean = createRedaction().redact(text);
  expect(clean).not.toContain('4711geheim');
  expect(clean).toContain(kept);
});

test('a secret that it was told of is hidden in any shape, also within JSON', () => {
  const redaction = createRedaction();
  redaction.hide('kü"che\\7');
  expect(redaction.redact(`x kü"che\\7 ${JSON.stringify({ a: 'kü"che\\7' })}`)).not.toContain('che');
});

test('log and crash log hide secrets, and the crash log keeps the newest fifty', () => {
  const redaction = createRedaction();
  redaction.hide('canary-secret');
  const log = openLog(folder, redaction);
  log.info('signed in with canary-secret');
  const crashes = createCrashLog(folder, redaction);
  const reference = crashes.report('targets.facts', new Error('canary-secret', { cause: new Error('canary-secret') }));
  const report = readFileSync(join(folder, 'crashes', `${reference}.txt`), 'utf8');
  expect(report).toContain('logs.test.ts');
  expect(report + readFileSync(join(folder, 'bonwart.log'), 'utf8')).not.toContain('canary');
  expect(readFileSync(join(folder, 'bonwart.log'), 'utf8')).toContain('signed in with [hidden]');
  for (let count = 0; count < 55; count += 1) crashes.report('again', count);
  expect(readdirSync(join(folder, 'crashes'))).toHaveLength(50);
});

test('a crash log that cannot be written still gives a reference', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(createCrashLog(file, createRedaction()).report('x', new Error('y'))).toMatch(/-unwritten$/);
});
