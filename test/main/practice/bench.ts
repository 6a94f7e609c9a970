import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type ssh2 from 'ssh2';
import { afterAll } from 'vitest';
import type { Practice } from '../../../src-main/practice/interface.ts';
import { startPractice } from '../../../src-main/practice/practice.ts';
import { signIn } from '../../support/ssh-client.ts';

export const samplesFolder = join(import.meta.dirname, '../../../resources/practice/orders');

/** A folder that is removed after the tests of the file. */
export function scratch(): string {
  const directory = mkdtempSync(join(tmpdir(), 'bonwart-practice-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

export const begin = (directory: string, more: Partial<Parameters<typeof startPractice>[0]> = {}): Promise<Practice> =>
  startPractice({ directory, samplesFolder, printer: { linesPerSecond: null }, ...more });

export const signInWithPassword = ({ port, user, password }: Practice): Promise<ssh2.Client> =>
  signIn({ port, username: user, password });
