import { refuse } from '../../src-shared/contract/errors.ts';
import { type Implementation, untilClosed } from '../contract/implementation.ts';
import type { CallSurroundings } from './surroundings.ts';

type PracticeCalls = Pick<
  Implementation,
  | 'practice.start'
  | 'practice.stop'
  | 'practice.watch'
  | 'practice.paper'
  | 'practice.placeOrder'
  | 'practice.setPrinter'
  | 'practice.setInternet'
  | 'practice.mailbox'
  | 'practice.setMailbox'
>;

/** Name of the target that the practice Pi is. There is one. */
export const practiceTargetId = 'practice';

export function practiceCalls({ practice, panel, connections, vault }: CallSurroundings): PracticeCalls {
  return {
    'practice.start': (_request, { emit, signal }) => practice.start(emit, signal),

    'practice.stop': async () => {
      connections.drop(practiceTargetId);
      await practice.stop();
      panel.targets.remove(practiceTargetId);
      await vault.remove(`key-${practiceTargetId}`);
      return {};
    },

    'practice.watch': async (_request, { emit, signal }) => {
      const stop = practice.running().watch(emit);
      await untilClosed(signal);
      stop();
    },

    'practice.paper': async (_request, { emit, signal }) => {
      const stop = practice
        .running()
        .paper(({ index, at, bytes, complete }) =>
          emit({ index, at, bytes: Buffer.from(bytes).toString('base64'), complete }),
        );
      await untilClosed(signal);
      stop();
    },

    'practice.placeOrder': ({ sample }) => {
      try {
        return { number: practice.running().placeOrder(sample).number };
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        throw refuse('contract.invalid-request', { call: 'practice.placeOrder', problem: error.message });
      }
    },

    'practice.setPrinter': async (change) => {
      await practice.running().setPrinter(change);
      return {};
    },

    'practice.setInternet': async ({ on }) => {
      await practice.running().setInternet(on);
      return {};
    },

    'practice.mailbox': async (_request, { emit, signal }) => {
      const stop = practice.running().mails((mails) => emit({ mails: [...mails] }));
      await untilClosed(signal);
      stop();
    },

    'practice.setMailbox': async ({ trouble }) => {
      await practice.running().setMailbox(trouble);
      return {};
    },
  };
}
