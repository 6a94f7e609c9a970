import type { KnownStatus } from '../../stores/known-status.ts';
import type { Place } from '../../stores/navigation.ts';

/** What a restaurant does once, in this order, until all looks after itself. */
export const firstStepIds = ['pair', 'install', 'printer', 'mail', 'people'] as const;
export type FirstStepId = (typeof firstStepIds)[number];

export interface FirstStep {
  readonly id: FirstStepId;
  /** `null`: nothing has been heard that would say. */
  readonly isDone: boolean | null;
  /** Where it is done. */
  readonly way: { readonly place: Place; readonly detail: string | null };
}

interface Facts {
  readonly known: Pick<KnownStatus, 'last' | 'silence'>;
  /** Somebody has a PIN, so that not everybody may do everything. */
  readonly rolesCount: boolean;
}

/** How far the first steps are, by what is so and not by what was clicked: what somebody undoes is to be done again. */
export function firstSteps({ known: { last, silence }, rolesCount }: Facts): readonly FirstStep[] {
  const isInstalled = silence?.reason === 'not-installed' ? false : last ? true : null;
  const heard = silence ? null : last;
  return [
    { id: 'pair', isDone: true, way: { place: 'settings', detail: null } },
    { id: 'install', isDone: isInstalled, way: { place: 'deployment', detail: null } },
    {
      id: 'printer',
      isDone:
        heard && heard.printer.state !== 'unknown'
          ? heard.printer.state === 'ready' || heard.lastPrinted !== null
          : null,
      way: { place: 'settings', detail: 'printers' },
    },
    {
      id: 'mail',
      isDone: heard?.mail ? heard.mail.state === 'fine' || heard.mail.state === 'failing' : null,
      way: { place: 'mail', detail: null },
    },
    { id: 'people', isDone: rolesCount, way: { place: 'settings', detail: 'people' } },
  ];
}

/** The first step that is known to be open: the one to do next. Null where all is done, or nothing is known. */
export function nextStep(steps: readonly FirstStep[]): FirstStep | null {
  const firstNotDone = steps.find(({ isDone }) => isDone !== true);
  return firstNotDone?.isDone === false ? firstNotDone : null;
}
