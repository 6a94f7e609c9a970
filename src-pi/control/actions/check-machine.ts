import { refuse } from '../../../src-shared/contract/errors.ts';
import { databaseBytes } from '../database/database-file.ts';
import { readFacts } from '../facts/facts.ts';
import { printerAnswers } from '../health/printer-answers.ts';
import { readHealth } from '../health/read-health.ts';
import { currentSettings, servicePort } from '../settings/service-settings.ts';
import { type Action, type ActionContext, proof } from './action.ts';

const reserveBytes = 200_000_000;

/**
 * Looks whether the machine can carry the release, and notes how things stand before: what was dead already must not be
 * held against the new release.
 */
export const checkMachine: Action = {
  async prepare(context) {
    const settings = { ...currentSettings(context.at), ...context.settings };
    const health = await readHealth(servicePort(currentSettings(context.at)));
    const address = settings.PRINTER_IP ?? '';
    const printer = address === '' ? null : await printerAnswers(address, Number(settings.PRINTER_PORT ?? 9100));
    return { printer, wix: health?.wix?.state ?? null };
  },
  check: async () => null,
  async act(context) {
    const problems = await problemsOf(context);
    for (const problem of problems) context.say(problem);
    if (problems.length > 0) throw refuse('preflight.no-go', { problems });
    const facts = await readFacts(context.machine);
    return proof('machine-checked', { freeBytes: facts.diskFreeBytes, memoryBytes: facts.memoryFreeBytes });
  },
};

async function problemsOf(context: ActionContext): Promise<string[]> {
  const facts = await readFacts(context.machine);
  const problems: string[] = [];
  const size = context.manifest.files.reduce((sum, file) => sum + file.size, 0);
  const needed = 2 * (size + databaseBytes(context.at)) + reserveBytes;
  if (facts.diskFreeBytes < needed) problems.push(`disk: ${facts.diskFreeBytes} bytes are free, ${needed} are needed`);
  if (facts.diskReadOnly) problems.push('disk: it can only be read; the card may be worn out');
  if (facts.architecture !== context.manifest.architecture)
    problems.push(`release: it is for ${context.manifest.architecture}, this is ${facts.architecture}`);
  if (facts.temperatureCelsius !== null && facts.temperatureCelsius > 80)
    problems.push(`temperature: ${facts.temperatureCelsius} °C`);
  if (facts.underVoltage === 'now') problems.push('power: the power supply is too weak right now');
  if (facts.memoryFreeBytes < 100_000_000) problems.push(`memory: only ${facts.memoryFreeBytes} bytes are free`);
  if (facts.installed.kind === 'legacy')
    problems.push(`service: the old service lives at ${facts.installed.path}; taking it over is not possible yet`);
  if (facts.installed.kind === 'foreign') problems.push(`service: something unknown lies at ${facts.installed.path}`);
  return problems;
}
