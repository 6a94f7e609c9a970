import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../build/layout.ts';

export type Host = { readonly kind: 'electron'; readonly binary: string } | { readonly kind: 'browser' };

/** Milliseconds that fetching Electron's binary may take, and how long it may be silent. About 120 MB. */
const fetchDeadlineMs = 180_000;

/** What decides, apart from the binary: easy to test. Null means that Electron can run here. */
export function reasonAgainstElectron(machine: {
  readonly platform: NodeJS.Platform;
  readonly isRoot: boolean;
  readonly hasDisplay: boolean;
  readonly words: readonly string[];
}): string | null {
  if (machine.words.includes('--no-open')) return 'no window is to be opened';
  if (machine.platform !== 'linux') return null;
  if (!machine.hasDisplay) return 'there is no screen here';
  return machine.isRoot ? 'Electron does not run sandboxed as root' : null;
}

/** Electron where its binary is or can be fetched, else the browser host, saying why in one line. */
export async function chooseHost(words: readonly string[], say: (text: string) => void): Promise<Host> {
  const reason = reasonAgainstElectron({
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    hasDisplay: Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY),
    words,
  });
  if (reason) {
    say(`taking the browser, because ${reason}.`);
    return { kind: 'browser' };
  }
  const there = electronBinary();
  if (there) return { kind: 'electron', binary: there };
  say('fetching Electron, once (about 120 MB)');
  const failure = await fetchElectron();
  const fetched = failure === null ? electronBinary() : null;
  if (fetched) return { kind: 'electron', binary: fetched };
  say(`taking the browser, because Electron could not be fetched (${failure ?? 'its program is not there'}).`);
  return { kind: 'browser' };
}

/** Where Electron's program is, or null. Does not import `electron`, which would fetch it without a deadline. */
function electronBinary(): string | null {
  const folder = join(repository, 'node_modules', 'electron');
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return null;
  const binary = join(folder, 'dist', readFileSync(note, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

/** Runs Electron's own installer; answers what went wrong, or null. */
function fetchElectron(): Promise<string | null> {
  const installer = join(repository, 'node_modules', 'electron', 'install.js');
  if (!existsSync(installer)) return Promise.resolve('it is not installed');
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [installer], { stdio: ['ignore', 'pipe', 'pipe'] });
    let words = '';
    child.stdout.on('data', (part) => process.stderr.write(part));
    child.stderr.on('data', (part) => {
      words = `${words}${part}`.slice(-2000);
    });
    const deadline = setTimeout(() => child.kill('SIGKILL'), fetchDeadlineMs);
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code) => {
      clearTimeout(deadline);
      if (code === 0) resolve(null);
      else
        resolve(/\b(E[A-Z]{4,}|ENOTFOUND|HTTPError[^\n]{0,80})/.exec(words)?.[0] ?? 'it took too long or was refused');
    });
  });
}
