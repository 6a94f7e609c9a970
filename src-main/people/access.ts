import type { Contract } from '../../src-shared/contract/contract.ts';
import { refuse } from '../../src-shared/contract/errors.ts';
import { permissions } from '../../src-shared/roles/permissions.ts';
import { reaches } from '../../src-shared/roles/role.ts';
import type { SignIns } from './sign-ins.ts';
import type { Actor } from './who-acts.ts';

/** What stands before every call and every stream. */
export interface Access {
  /** On whose behalf the window asks. Throws `role.needed`. */
  enter(name: keyof Contract, window: string): Actor;
}

/** Asks the table of permissions. What it does not know nobody may do. */
export function createAccess(signIns: Pick<SignIns, 'who'>): Access {
  return {
    enter: (name, window) => {
      const { rolesCount, role, person } = signIns.who(window);
      const permission = permissions[name];
      if (permission !== 'everybody' && !reaches(role, permission.needs))
        throw refuse('role.needed', { needs: permission.needs, purpose: permission.purpose, call: name });
      return { rolesCount, name: person?.name ?? null };
    },
  };
}
