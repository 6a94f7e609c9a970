import { z } from 'zod';
import { samplePointSchema } from '../../../src-shared/service/samples.ts';
import { askService } from './ask-service.ts';
import type { Finding } from './look-at-health.ts';

/** A single sample: what a point of several ones is made of, and more that is not looked at here. */
const sampleSchema = samplePointSchema.omit({ at: true, seconds: true, recoverySeconds: true }).loose();
const metricsSchema = z.object({ samples: z.array(sampleSchema) });
const alertsSchema = z.object({ alerts: z.array(z.looseObject({ type: z.string() })) });

const answerMilliseconds = 10_000;

/** Reads what the service has measured of itself in the last minutes, and whether a limit is exceeded. */
export async function lookAtPerformance(port: number): Promise<Finding> {
  const metrics = metricsSchema.safeParse(await askService(port, '/health/metrics', answerMilliseconds));
  const raised = alertsSchema.safeParse(await askService(port, '/self-healing/status', answerMilliseconds));
  if (!metrics.success || !raised.success) return { verdict: 'silent', line: 'the print service does not answer' };
  const { samples } = metrics.data;
  const last = samples.at(-1);
  if (!last) return { verdict: 'fine', line: 'nothing is measured yet' };
  const worst = (name: 'memoryMegabytes' | 'cpuPercent' | 'answerMilliseconds' | 'queryMilliseconds') => {
    const all = samples.map((sample) => sample[name]).filter((one) => one !== null);
    return all.length === 0 ? '–' : String(Math.max(...all));
  };
  const exceeded = raised.data.alerts
    .map(({ type }) => type)
    .filter((type) => type.startsWith('resource_') || type.startsWith('slow_'));
  const facts = [
    `memory ${worst('memoryMegabytes')} MB`,
    `processor ${worst('cpuPercent')} %`,
    `answers ${worst('answerMilliseconds')} ms`,
    `database ${worst('queryMilliseconds')} ms`,
    ...(last.diskFreeMegabytes === null ? [] : [`${last.diskFreeMegabytes} MB free`]),
    ...(last.temperatureCelsius === null ? [] : [`${last.temperatureCelsius} °C`]),
  ];
  const line = `at worst in the last ${samples.length} samples: ${facts.join(', ')}`;
  if (exceeded.length === 0) return { verdict: 'fine', line };
  return { verdict: 'attention', line: `over the limit: ${exceeded.join(', ')}; ${line}` };
}
