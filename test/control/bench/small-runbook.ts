import { type Runbook, runbookSchema } from '../../../src-shared/runbook/schema.ts';

const words = (text: string) => ({ de: text, en: text });

/** A step as a test writes it: an id and its act; the rest is filled in. */
export type SmallStep = { id: string; timeout?: string; optional?: boolean } & (
  | { use: string }
  | { run: readonly string[]; check: readonly string[]; undo?: readonly string[] }
  | { ask: string; silence?: 'continue' | 'rollback' }
);

const command = ([program = '', ...rest]: readonly string[]) => ({ program, arguments: rest });

/** A runbook of one phase with these steps. Its guard waits short enough for a test and long enough for a slow machine. */
export function smallRunbook(
  steps: readonly SmallStep[],
  guard: { startWindow: string; confirmationWindow: string } = { startWindow: '60s', confirmationWindow: '60s' },
): Runbook {
  return runbookSchema.parse({
    runbook: 1,
    id: 'small',
    title: words('Small'),
    explanation: words('A runbook of the tests'),
    release: 'wix-printer-service',
    place: '/opt/wix-printer-service',
    guard,
    phases: [
      {
        id: 'only',
        title: words('Only'),
        steps: steps.map(({ id, timeout = '10s', optional = false, ...act }) => ({
          id,
          title: words(id),
          explanation: words(id),
          timeout,
          expected: '1s',
          optional,
          ...('use' in act ? { use: act.use } : {}),
          ...('ask' in act ? { ask: words(act.ask), silence: act.silence ?? 'rollback' } : {}),
          ...('run' in act
            ? {
                run: command(act.run),
                check: command(act.check),
                undo: act.undo ? command(act.undo) : { none: words('nothing to take back') },
              }
            : {}),
        })),
      },
    ],
  });
}
