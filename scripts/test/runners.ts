import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow } from '../build/fingerprint.ts';
import { repository } from '../build/layout.ts';
import { findOrFetchBrowser } from '../find-browser.ts';
import { type Counts, nothing, readPlaywright, readVitest } from './counts.ts';

const vitest = join(repository, 'node_modules', 'vitest', 'vitest.mjs');
const playwright = join(repository, 'node_modules', '@playwright', 'test', 'cli.js');
/** No run may hang for ever; in milliseconds. 200 power cuts, as `BONWART_FAULTS=all` plays them, take an hour on a busy machine. */
const deadline = process.env.BONWART_FAULTS === 'all' ? 3 * 3_600_000 : 1_800_000;
/** A run in the browser ends itself before that, so that its report names what took so long; in milliseconds. */
const browserDeadline = 1_740_000;

/** Builds what is stale, with the payload of a Linux target if that is tested too. @throws if it does not build */
export function build(withTarget: boolean): void {
  const target = withTarget ? ['--architecture', process.arch] : [];
  const { status } = run(['scripts/build.ts', '--architecture', 'practice', ...target], {});
  if (status !== 0) throw new Error('the build failed');
}

/** Runs one of vitest's projects (`unit`, `pi`), with more arguments for vitest. */
export function runVitest(project: string, more: readonly string[]): Counts {
  return withReport((report) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { status } = run([vitest, 'run', '--project', project, ...reporters, ...more], {});
    return existsSync(report) ? readVitest(parse(report)) : brokenRun(status);
  });
}

/** Runs the tests in a browser; without one it says why, and counts them as skipped. */
export function runBrowserTests(more: readonly string[]): Counts {
  const files = filesBelow(join(repository, 'test', 'e2e')).filter((file) => /\.(test|spec)\.ts$/.test(file));
  if (files.length === 0) return nothing;
  const browser = findOrFetchBrowser();
  if (browser.path === undefined) {
    const names = files.map((file) => file.slice(repository.length + 1));
    return { ...nothing, skipped: names.length, skips: names.map((name) => `${name} (whole file): ${browser.reason}`) };
  }
  return withReport((report) => {
    const environment = { PLAYWRIGHT_JSON_OUTPUT_FILE: report, BONWART_BROWSER: browser.path };
    const bounds = [`--global-timeout=${browserDeadline}`, '--reporter=list,json'];
    const { status } = run([playwright, 'test', ...bounds, ...more], environment);
    return existsSync(report) ? readPlaywright(parse(report)) : brokenRun(status);
  });
}

function brokenRun(status: number | null): Counts {
  console.log(`the runner ended with ${status ?? 'a signal'} and left no report`);
  return { ...nothing, failed: 1, failures: ['the runner ended without a report'] };
}

function run(parts: readonly string[], environment: Record<string, string>): SpawnSyncReturns<Buffer> {
  const env = { ...process.env, ...environment };
  return spawnSync(process.execPath, parts, { cwd: repository, env, stdio: 'inherit', timeout: deadline });
}

function withReport(act: (report: string) => Counts): Counts {
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-test-'));
  try {
    return act(join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function parse(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
