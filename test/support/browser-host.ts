import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface RunningHost {
  /** The address with its one-time token. */
  readonly url: string;
  readonly dataFolder: string;
  /** All that it has said on its outputs so far. */
  output(): string;
  stop(): Promise<number | null>;
}

const startScript = fileURLToPath(new URL('../../scripts/start.ts', import.meta.url));
const deadlineMs = 180_000;

/** Starts Bonwart as README's command does, in the browser host, and waits for its one line. */
export async function startBrowserHost(parameters: readonly string[] = []): Promise<RunningHost> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'bonwart-data-'));
  const host = spawn(process.execPath, [startScript, '--no-open', '--data', dataFolder, ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = new Promise<number | null>((resolve) => host.once('close', resolve));
  host.stderr.on('data', (bytes: Buffer) => {
    said += bytes.toString();
  });
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Bonwart did not say its address: ${said}`)), deadlineMs);
    let out = '';
    host.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      out += bytes.toString();
      const address = /^Bonwart: (http:\S+)$/m.exec(out)?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    });
    ended.then((code) => reject(new Error(`Bonwart ended with ${code}: ${said}`)));
  });
  return {
    url,
    dataFolder,
    output: () => said,
    async stop() {
      host.kill('SIGTERM');
      const code = await ended;
      rmSync(dataFolder, { recursive: true, force: true });
      return code;
    },
  };
}
