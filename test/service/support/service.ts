import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OrderSummary, ServiceStatus } from '../../../src-shared/service/panel.ts';

/** The service's program, as it is run from the sources. */
const fromSources = fileURLToPath(new URL('../../../src-pi/service/service.ts', import.meta.url));

/** The real service as a process of its own. */
export interface RunningService {
  readonly child: ChildProcess;
  readonly url: string;
  /** Everything it has written, for a failing test. */
  output(): string;
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body?: unknown): Promise<{ status: number; body: Answer }>;
  status(): Promise<ServiceStatus>;
  orders(): Promise<OrderSummary[]>;
  /** Sends a signal and waits for the end; answers exit code or signal. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
  /** Resolves when the process has ended. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** A folder for a service with its settings. */
export function serviceRoot(settings: Record<string, string | number>): { root: string; remove(): void } {
  const root = mkdtempSync(join(tmpdir(), 'bonwart-service-'));
  mkdirSync(join(root, 'data'));
  const preset = {
    WIX_API_KEY: 'IST.secret-key',
    WIX_SITE_ID: 'site',
    WIX_POLL_INTERVAL_MS: 50,
    WIX_REQUESTS_PER_MINUTE: 100_000,
    PREORDER_LEAD_MINUTES: 100_000,
    TIME_ZONE: 'Europe/Berlin',
  };
  const lines = Object.entries({ ...preset, ...settings }).map(([key, value]) => `${key}=${value}`);
  writeFileSync(join(root, '.env'), `${lines.join('\n')}\n`);
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** Starts it and waits until it listens. With `CRASH_AT` it may end before: then `url` is empty. */
export async function startService(
  root: string,
  environment: Record<string, string> = {},
  program = fromSources,
): Promise<RunningService> {
  const child = spawn(process.execPath, [program, '--root', root, '--port', '0'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listening = Promise.withResolvers<string>();
  const read = (part: Buffer) => {
    output += part;
    const port = /"address":\{"address":"(?:127.0.0.1|0.0.0.0)","family":"IPv4","port":(\d+)\}/.exec(output)?.[1];
    if (port) listening.resolve(`http://127.0.0.1:${port}`);
  };
  child.stdout?.on('data', read);
  child.stderr?.on('data', read);
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals | null);
  ended.then(() => listening.resolve(''));
  const timer = setTimeout(() => child.kill('SIGKILL'), 600_000);
  ended.then(() => clearTimeout(timer));
  const url = await listening.promise;
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${url}${path}`, init);
    return { status: response.status, body: await response.json() };
  };
  return {
    child,
    url,
    output: () => output,
    ended,
    get: async (path) => (await ask(path)).body as never,
    post: async (path, body) =>
      (await ask(path, {
        method: 'POST',
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      })) as never,
    status: async () => (await ask('/bonwart/status')).body as ServiceStatus,
    orders: async () => (await ask('/bonwart/orders?limit=200')).body as OrderSummary[],
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      return ended;
    },
  };
}

/** Looks again and again until there is an answer; a deadline with a name instead of a fixed sleep. */
export async function eventually<Value>(
  what: string,
  look: () => Value | false | undefined | null | Promise<Value | false | undefined | null>,
  milliseconds = 30_000,
): Promise<Value> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const value = await look();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((next) => setTimeout(next, 10));
  }
}
