import { setTimeout as wait } from 'node:timers/promises';
import { crashPoint } from '../life/crash.ts';
import type { Frame } from '../tickets/frame.ts';
import type { LineReports, PrinterLine, PrinterMemory } from './line.ts';
import type { PrintResult, PrintSteps } from './print.ts';
import { queueJob, queueJobState, queueState, runQueueProgram } from './queue.ts';

const lookAtJobMilliseconds = 300;

/**
 * A raw queue of CUPS as a way to a printer. It is one-way: what the queue calls completed has left the queue, which is A1 and
 * never more. We own all retries: the queue's error policy should be `abort-job`.
 */
export function queueLine(queue: string, options: { acknowledgementMilliseconds: number }) {
  return async (memory: PrinterMemory, reports: LineReports): Promise<PrinterLine> => {
    let gone = false;
    const look: PrinterLine['look'] = async () => {
      const { output, problem } = await runQueueProgram('lpstat', ['-l', '-p', queue]);
      const state = output === null ? null : queueState(output);
      if (state === null) {
        gone = true;
        throw new Error(`queue ${queue}: ${problem || 'is not there'}`);
      }
      return state;
    };
    await look();
    if (memory.capability !== 'A1') {
      memory.capability = 'A1';
      await reports.onLearnt();
    }
    return {
      look: () => look().catch(() => 'unreachable' as const),
      async print(frame, _ids, steps) {
        const result = await printThrough(queue, frame, steps, options.acknowledgementMilliseconds);
        gone ||= result.happening === 'nothing-sent';
        return result;
      },
      onNews: () => {},
      isClosed: () => gone,
      end: () => Promise.resolve(),
    };
  };
}

async function printThrough(
  queue: string,
  { head, body }: Frame,
  steps: PrintSteps,
  patienceMilliseconds: number,
): Promise<PrintResult> {
  await steps.beforeFirstByte();
  // Of the head only the initialisation: nobody hears an identity's echo.
  const bytes = Buffer.concat([head.subarray(0, 2), body]);
  const { output, problem } = await runQueueProgram('lp', ['-d', queue, '-o', 'raw', '-t', 'Bonwart'], bytes);
  const job = output === null ? null : queueJob(output);
  if (job === null)
    return output === null && /scheduler|not accepting|no such|Connection refused|does not exist/i.test(problem)
      ? { happening: 'nothing-sent', reason: problem }
      : { happening: 'lost-sight', reason: problem || 'the queue did not say whether it took the ticket' };
  crashPoint('tail-sent');
  const deadline = performance.now() + patienceMilliseconds + body.length;
  let state = await jobState(queue, job);
  while (state !== 'completed' && state !== 'failed' && performance.now() < deadline) {
    await wait(lookAtJobMilliseconds);
    state = await jobState(queue, job);
  }
  if (state === 'completed') return { happening: 'sent-without-proof', acknowledgement: 'A1' };
  if (state === 'failed') return { happening: 'lost-sight', reason: 'the queue gave the ticket up' };
  // Not left in the queue: it would come out at any time, perhaps tomorrow, behind our back.
  await runQueueProgram('cancel', [job]);
  const after = await jobState(queue, job);
  if (after === 'completed') return { happening: 'sent-without-proof', acknowledgement: 'A1' };
  return state === 'waits-for-printer' && after === 'failed'
    ? { happening: 'nothing-sent', reason: 'the queue did not reach the printer' }
    : { happening: 'lost-sight', reason: 'the queue did not finish in time' };
}

async function jobState(queue: string, job: string) {
  const completed = await runQueueProgram('lpstat', ['-W', 'completed', '-l', '-o', queue]);
  const active = await runQueueProgram('lpstat', ['-W', 'not-completed', '-l', '-o', queue]);
  return queueJobState(job, completed.output ?? '', active.output ?? '');
}
