import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programs, repository } from '../../scripts/build/layout.ts';
import { serviceNodeFlags } from '../../src-shared/bonctl/service-program.ts';

/** The service as a target gets it: bundled, and started with the flags of its unit. */
export interface BuiltService {
  readonly pid: number;
  readonly url: string;
  stop(): Promise<void>;
}

/** Why there is none, or undefined. */
export function whyNoBuiltService(): string | undefined {
  if (process.platform !== 'linux') return 'it reads /proc';
  return existsSync(join(programs, 'service.mjs')) ? undefined : 'the service is not built (npm run build)';
}

export async function startBuiltService(root: string): Promise<BuiltService> {
  const release = mkdtempSync(join(tmpdir(), 'bonwart-release-'));
  for (const file of ['service.mjs', 'database-worker.mjs']) copyFileSync(join(programs, file), join(release, file));
  symlinkSync(join(repository, 'migrations', 'service'), join(release, 'migrations'));
  symlinkSync(join(repository, 'resources'), join(release, 'resources'));
  symlinkSync(join(repository, 'node_modules'), join(release, 'node_modules'));
  writeFileSync(join(release, 'release.json'), '{"version":"0.0.0"}');
  const parameters = [...serviceNodeFlags, join(release, 'service.mjs'), '--root', root, '--port', '0'];
  const child: ChildProcess = spawn(process.execPath, parameters, {
    env: { PATH: process.env.PATH, ...environmentOfUnit() },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const listening = Promise.withResolvers<string>();
  let output = '';
  child.stdout?.on('data', (part: Buffer) => {
    output = `${output}${part}`.slice(-20_000);
    const port = /"port":(\d+)\}/.exec(output)?.[1];
    if (port) listening.resolve(`http://127.0.0.1:${port}`);
  });
  child.once('exit', (code) => listening.reject(new Error(`ended with ${code}: ${output}`)));
  const url = await listening.promise;
  return {
    pid: Number(child.pid),
    url,
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(release, { recursive: true });
    },
  };
}

/** What systemd tells the service about memory. Nothing else of this machine's environment goes along, such as certificates of its own. */
function environmentOfUnit(): Record<string, string> {
  const unit = readFileSync(join(repository, 'resources', 'units', 'wix-printer-service.service'), 'utf8');
  return Object.fromEntries(
    [...unit.matchAll(/^Environment=(MALLOC_\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
}

/** Bytes in RAM, and how many of them are the process's own rather than pages of files that the system may drop. */
export function memoryOf(pid: number): { resident: number; own: number } {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const bytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]) * 1024;
  return { resident: bytes('Rss'), own: bytes('Anonymous') };
}

/** Seconds of processor time of the process since its start. The kernel counts in hundredths. */
export function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Bytes that the process had written to disks since its start. */
export function writtenBytes(pid: number): number {
  return Number(/^write_bytes: (\d+)/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1]);
}
