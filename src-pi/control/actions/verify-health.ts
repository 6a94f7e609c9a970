import { refuse } from '../../../src-shared/contract/errors.ts';
import { printTestTicket } from '../health/test-ticket.ts';
import { judge, type Verdict } from '../health/verdict.ts';
import { currentSettings, servicePort } from '../settings/service-settings.ts';
import { type Action, type ActionContext, printerBefore, proof } from './action.ts';

const startsWithinMs = 30_000;
/** A service that has just started looks at its printers, and some tickets may be before ours. */
const ticketWithinMs = 15_000;

/** Judges the service as it runs now against how things stood before the run. */
export async function verdictOf(context: ActionContext, version: string): Promise<Verdict> {
  const settings = currentSettings(context.at);
  const address = settings.PRINTER_IP ?? '';
  return judge(
    {
      port: servicePort(settings),
      version,
      printer: address === '' ? null : { address, port: Number(settings.PRINTER_PORT ?? 9100) },
      baseline: { printer: printerBefore(context.recall) },
    },
    startsWithinMs,
    context.signal,
  );
}

/** The engine notes the verdict that `onVerdict` is given before it believes the step. */
export function verifyHealth(onVerdict: (verdict: Verdict) => void): Action {
  return {
    check: async () => null,
    async act(context) {
      const judged = await verdictOf(context, context.manifest.version);
      const port = servicePort(currentSettings(context.at));
      // while something is wrong with the service itself, nothing is printed
      const ticket = judged.good ? await printTestTicket(context.at, port, ticketWithinMs, context.signal) : null;
      const verdict = ticket ? withCheck(judged, ticket) : judged;
      onVerdict(verdict);
      const bad = verdict.checks.filter((check) => !check.ok && check.baseline !== false);
      if (bad.length > 0) {
        throw refuse('service.unhealthy', { problem: bad.map((check) => `${check.name}: ${check.detail}`).join('; ') });
      }
      return proof('health-good', { checks: verdict.checks.length });
    },
  };
}

function withCheck({ checks }: Verdict, check: Verdict['checks'][number]): Verdict {
  const all = [...checks, check];
  return { good: all.every(({ ok, baseline }) => ok || baseline === false), checks: all };
}
