import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestPi } from '../pi/test-pi.ts';

/** A person's shell beside the Pi: the system's own ssh and scp, as the user `pi`. */
export interface PiShell {
  /** A folder for what is needed on this side; it goes with the shell. */
  readonly folder: string;
  /** The file that holds the password, for `sshpass -f`. */
  readonly passwordFile: string;
  copy(files: readonly string[], to: string): void;
  run(script: string): string;
  end(): void;
}

export function openShell(pi: TestPi): PiShell {
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-shell-'));
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, pi.password, { mode: 0o600 });
  const options = ['-q', '-o', 'StrictHostKeyChecking=no', '-o', `UserKnownHostsFile=${join(folder, 'hosts')}`];
  const sshpass = (words: readonly string[]) =>
    execFileSync('sshpass', ['-f', passwordFile, ...words], {
      timeout: 120_000,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  return {
    folder,
    passwordFile,
    copy: (files, to) => void sshpass(['scp', ...options, ...files, `${pi.user}@${pi.address}:${to}`]),
    run: (script) => sshpass(['ssh', ...options, `${pi.user}@${pi.address}`, script]),
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}
