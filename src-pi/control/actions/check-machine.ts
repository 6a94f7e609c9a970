import { obstacles } from '../../../src-shared/bonctl/preflight.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { readFacts } from '../facts/facts.ts';
import { printerAnswers } from '../health/printer-answers.ts';
import { readHealth } from '../health/read-health.ts';
import { preflight } from '../preflight/preflight.ts';
import { currentSettings, servicePort } from '../settings/service-settings.ts';
import { type Action, proof } from './action.ts';

/**
 * Looks whether the machine can carry the release, and notes how things stand before: what was dead already must not be
 * held against the new release.
 */
export const checkMachine: Action = {
  async prepare(context) {
    const now = currentSettings(context.at);
    const health = await readHealth(servicePort(now));
    // the printer that was printed on until now: a mistyped address for the new release is no dead printer of before
    const { PRINTER_IP: address = '', PRINTER_PORT: port = 9100 } = now.PRINTER_IP ? now : context.settings;
    const printer = address === '' ? null : await printerAnswers(address, Number(port));
    return { printer, wix: health?.wix?.state ?? null };
  },
  check: async () => null,
  async act(context) {
    const { findings } = await preflight(context);
    const found = obstacles(findings);
    if (found.length > 0) throw refuse('preflight.no-go', { findings: found });
    const facts = await readFacts(context.machine);
    return proof('machine-checked', { freeBytes: facts.diskFreeBytes, memoryBytes: facts.memoryFreeBytes });
  },
};
