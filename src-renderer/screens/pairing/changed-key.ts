import type { ResponseOf } from '../../../src-shared/contract/contract.ts';
import type { BonwartError } from '../../../src-shared/contract/errors.ts';

/** A Pi that shows another key than before, as the error that the pairing would give. */
export function refusalOfChangedKey(address: string, hostKey: ResponseOf<'pairing.inspect'>): BonwartError {
  return {
    code: 'host-key.changed',
    data: { address, expected: hostKey.pinned ?? '', found: hostKey.fingerprint },
    retry: 'never',
  };
}
