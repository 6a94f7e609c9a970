import { expect, test } from 'vitest';
import type { PrinterConnection } from '../../../src-pi/service/printer/connection.ts';
import { converse } from '../../../src-pi/service/printer/conversation.ts';
import { printTicket } from '../../../src-pi/service/printer/print.ts';
import { frameTicket } from '../../../src-pi/service/tickets/frame.ts';
import { seeded } from '../../control/bench/deadline.ts';

/** A printer that answers whatever it is sent with bytes of no sense. */
function babbling(random: () => number): PrinterConnection {
  const listeners = new Set<(bytes: Uint8Array) => void>();
  const closed = Promise.withResolvers<string>();
  let gone = false;
  return {
    write() {
      const bytes = Uint8Array.from({ length: Math.floor(random() * 60) }, () => Math.floor(random() * 256));
      setImmediate(() => {
        for (const listener of listeners) listener(bytes);
      });
      if (random() < 0.02) {
        gone = true;
        closed.resolve('enough');
      }
      return gone ? Promise.reject(new Error('gone')) : Promise.resolve();
    },
    onBytes(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    closed: closed.promise,
    isClosed: () => gone,
    end: () => Promise.resolve(),
  };
}

const seed = 20261123;
test(`seed ${seed}: no bytes of a printer make a ticket proven by its identity, or anything fail`, async () => {
  const conversations = Array.from({ length: 300 }, async (_, index) => {
    const random = seeded(seed + index);
    const talk = converse(babbling(random));
    const capability = await talk.probe();
    await talk.identify();
    await talk.subscribe();
    const frame = frameTicket({
      mark: new Uint8Array(),
      payload: Buffer.from('text\n'),
      beginId: 'Babc',
      endId: 'Eabc',
    });
    return printTicket(
      talk,
      frame,
      { beginId: 'Babc', endId: 'Eabc' },
      { capability: index % 2 ? 'A4' : capability, acknowledgementMilliseconds: 100 },
      {
        beforeFirstByte: () => Promise.resolve(),
        onStopped: () => Promise.resolve(),
        onGoingOn: () => Promise.resolve(),
        isUnwanted: () => random() < 0.2,
      },
    );
  });
  const results = await Promise.all(conversations);
  expect(results.filter((result) => 'acknowledgement' in result && result.acknowledgement === 'A4')).toEqual([]);
  // One that never echoed its identity is not even begun.
  expect(results.filter((_, index) => index % 2).every(({ happening }) => happening === 'nothing-sent')).toBe(true);
});
