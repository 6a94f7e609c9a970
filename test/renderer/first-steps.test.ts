import { describe, expect, test } from 'vitest';
import { type FirstStepId, firstSteps, nextStep } from '../../src-renderer/screens/status/first-steps.ts';
import type { Silence } from '../../src-renderer/stores/known-status.ts';
import { fine } from './scenes/basics.ts';

const mail = (state: 'off' | 'unproven' | 'fine' | 'failing') => ({ state, waiting: 0, since: fine.at });
const silent = (reason: Silence['reason']): Silence => ({ since: fine.at, reason });
const notReached = { ...fine, lastPrinted: null, printer: { ...fine.printer, state: 'unreachable' as const } };

describe('the first step that is to be done', () => {
  test.each<[string, Parameters<typeof firstSteps>[0], FirstStepId | null]>([
    ['nothing is installed', { known: { last: null, silence: silent('not-installed') }, rolesCount: false }, 'install'],
    ['the printer is not reached', { known: { last: notReached, silence: null }, rolesCount: false }, 'printer'],
    [
      'a printer that printed is out of paper',
      {
        known: {
          last: { ...fine, printer: { ...fine.printer, state: 'paper-end' }, mail: mail('off') },
          silence: null,
        },
        rolesCount: false,
      },
      'mail',
    ],
    ['no mail', { known: { last: { ...fine, mail: mail('off') }, silence: null }, rolesCount: false }, 'mail'],
    [
      'a mailbox without a code',
      { known: { last: { ...fine, mail: mail('unproven') }, silence: null }, rolesCount: false },
      'mail',
    ],
    [
      'nobody has a PIN',
      { known: { last: { ...fine, mail: mail('fine') }, silence: null }, rolesCount: false },
      'people',
    ],
    [
      'mail that fails is set up all the same',
      { known: { last: { ...fine, mail: mail('failing') }, silence: null }, rolesCount: false },
      'people',
    ],
    ['all is done', { known: { last: { ...fine, mail: mail('fine') }, silence: null }, rolesCount: true }, null],
  ])('when %s', (_, facts, id) => expect(nextStep(firstSteps(facts))?.id ?? null).toBe(id));

  test.each<Silence['reason']>(['pi-unreachable', 'service-not-running', 'not-heard'])(
    'is not told on old words: silence, %s',
    (reason) => {
      const facts = { known: { last: { ...fine, mail: mail('off') }, silence: silent(reason) }, rolesCount: false };
      expect(nextStep(firstSteps(facts))).toBeNull();
    },
  );

  test('is not told before anything is heard', () => {
    expect(nextStep(firstSteps({ known: { last: null, silence: null }, rolesCount: false }))).toBeNull();
  });
});
