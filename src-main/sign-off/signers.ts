import { Refusal } from '../../src-shared/contract/errors.ts';
import type { Signer } from '../../src-shared/contract/sign-off.ts';
import { signingRoleSchema } from '../../src-shared/runbook/sign-off.ts';
import type { Panel } from '../panel/panel.ts';
import { waitGoesOn } from '../panel/people.ts';

/** The people of this PC who have a PIN, as far as signing needs to know them. */
export interface Signers {
  list(): Signer[];
  /** Refuses a wrong PIN, and one that comes too soon after a wrong one. Returns for the right one. */
  verifyPin(personId: string, pin: string): Promise<void>;
}

/** Who may sign, by the people store. Waits that wrong PINs bring are in the audit, as when signing in. */
export function signersOf({ people, audit }: Pick<Panel, 'people' | 'audit'>): Signers {
  return {
    list: () =>
      people.list().flatMap(({ id, name, role, hasPin }) => {
        const signing = signingRoleSchema.safeParse(role);
        return hasPin && signing.success ? [{ id, name, role: signing.data }] : [];
      }),
    verifyPin: async (personId, pin) => {
      try {
        await people.verifyPin(personId, pin);
      } catch (error) {
        if (error instanceof Refusal && error.error.code === 'pin.wait' && error.error.cause !== waitGoesOn) {
          const { name } = people.get(personId);
          audit.add({ action: 'pin-refused', targetId: '', person: name, data: { name, at: 'sign-off' } });
        }
        throw error;
      }
    },
  };
}
