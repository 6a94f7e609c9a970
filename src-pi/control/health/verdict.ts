import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';
import type { healthCheckSchema, verdictSchema } from '../../../src-shared/bonctl/run.ts';
import { printerAnswers } from './printer-answers.ts';
import { answers, type Health, readHealth } from './read-health.ts';

type Check = z.infer<typeof healthCheckSchema>;
export type Verdict = z.infer<typeof verdictSchema>;

/** Calls that the restaurant's own scripts make (the old service's API); they must answer after a deployment too. */
const promisedCalls = ['/recovery/status', '/recovery/statistics', '/connectivity/status', '/offline/queue/status'];

export interface Expectation {
  readonly port: number;
  readonly version: string;
  readonly printer: { readonly address: string; readonly port: number } | null;
  /** How things stood before; `null` where nobody knows. */
  readonly baseline: { readonly printer: boolean | null };
}

/**
 * Waits until the service says that it is well and is the release that it should be, then judges. Good means that nothing
 * is worse than before: a printer that did not answer before does not count against the release.
 */
export async function judge(expected: Expectation, deadlineMs: number, signal: AbortSignal): Promise<Verdict> {
  const giveUp = performance.now() + deadlineMs;
  let health: Health | null = null;
  do {
    health = await readHealth(expected.port, 1000);
    if (health?.status === 'ok' && health.release === expected.version) break;
    await wait(50);
  } while (performance.now() < giveUp && !signal.aborted);
  const checks: Check[] = [
    must('service', health?.status === 'ok', health ? `status ${health.status}` : 'no answer'),
    must('release', health?.release === expected.version, health?.release ?? 'unknown'),
    must('database', health?.database?.ok !== false && health !== null, `schema ${health?.database?.schema ?? '?'}`),
  ];
  const calls = await Promise.all(promisedCalls.map((path) => answers(expected.port, path)));
  checks.push(must('interfaces', calls.every(Boolean), promisedCalls.filter((_, index) => !calls[index]).join(' ')));
  if (expected.printer) checks.push(await printerCheck(expected.printer, expected.baseline.printer));
  return { good: checks.every((check) => check.ok || check.baseline === false), checks };
}

function must(name: string, ok: boolean, detail: string): Check {
  return { name, ok, baseline: null, detail };
}

async function printerCheck(printer: { address: string; port: number }, baseline: boolean | null): Promise<Check> {
  const ok = await printerAnswers(printer.address, printer.port);
  return { name: 'printer', ok, baseline: baseline ?? false, detail: `${printer.address}:${printer.port}` };
}
