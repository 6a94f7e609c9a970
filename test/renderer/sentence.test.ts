import { describe, expect, test } from 'vitest';
import { statusSentence } from '../../src-renderer/screens/status/sentence.ts';
import { tilesOf } from '../../src-renderer/screens/status/tile-facts.ts';
import type { PrinterState, ServiceStatus } from '../../src-shared/service/panel.ts';
import { fine } from './scenes/basics.ts';

const known = (change: Partial<ServiceStatus> = {}) => ({ last: { ...fine, ...change }, silence: null });
const printer = (state: PrinterState) => ({ printer: { ...fine.printer, state } });
const queue = (change: Partial<ServiceStatus['queue']>) => ({ queue: { ...fine.queue, ...change } });

describe('the one sentence', () => {
  test('is good when all is well', () => {
    expect(statusSentence(known())).toMatchObject({ tone: 'good', key: 'sentence.fineLast', help: null, goTo: null });
  });

  test('is never good on old data, however good they were', () => {
    for (const reason of ['pi-unreachable', 'service-not-running', 'not-installed', 'not-heard'] as const) {
      expect(statusSentence({ ...known(), silence: { since: fine.at, reason } }).tone).toBe('unknown');
    }
    expect(statusSentence({ last: null, silence: null }).tone).toBe('unknown');
  });

  test('tells of the printer first, with the tickets that wait', () => {
    const sentence = statusSentence(known({ ...printer('paper-end'), ...queue({ waiting: 3, unknown: 1 }) }));
    expect(sentence).toMatchObject({ tone: 'bad', key: 'sentence.printer.paper-end', waiting: 3, help: 'paper' });
  });

  test('asks about a doubtful ticket before it tells of the internet', () => {
    const wix = { wix: { ...fine.wix, state: 'offline' as const } };
    expect(statusSentence(known({ ...queue({ unknown: 1 }), ...wix })).goTo).toBe('orders');
    expect(statusSentence(known(wix))).toMatchObject({ tone: 'attention', help: 'internet' });
  });

  test('tells that mails do not go out when nothing else is wrong, and nothing of mails that are not set up', () => {
    const mail = (state: 'off' | 'unproven' | 'fine' | 'failing') => ({ mail: { state, waiting: 1, since: fine.at } });
    expect(statusSentence(known(mail('failing')))).toMatchObject({
      tone: 'attention',
      key: 'sentence.mailFailing',
      goTo: 'mail',
    });
    for (const state of ['off', 'unproven', 'fine'] as const)
      expect(statusSentence(known(mail(state))).tone).toBe('good');
    expect(statusSentence(known({ ...mail('failing'), ...printer('paper-near-end') })).key).toBe(
      'sentence.printer.paper-near-end',
    );
    expect(tilesOf(known(mail('failing'))).find(({ kind }) => kind === 'mail')?.tone).toBe('attention');
    expect(tilesOf(known()).some(({ kind }) => kind === 'mail')).toBe(false);
  });

  test('has words for every state of a printer', () => {
    const states: PrinterState[] = [
      'ready',
      'paper-near-end',
      'paper-end',
      'cover-open',
      'cutter',
      'overheated',
      'error',
      'busy-elsewhere',
      'unreachable',
      'mute',
      'unknown',
    ];
    for (const state of states) {
      const { key, tone } = statusSentence(known(printer(state)));
      expect(key.startsWith('sentence.')).toBe(true);
      expect(tone === 'good').toBe(state === 'ready');
    }
  });
});
