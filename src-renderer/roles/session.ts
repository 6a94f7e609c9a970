import { create } from 'zustand';
import type { Contract } from '../../src-shared/contract/contract.ts';
import type { Session } from '../../src-shared/contract/people.ts';
import { type Permission, permissions } from '../../src-shared/roles/permissions.ts';
import { reaches } from '../../src-shared/roles/role.ts';
import { bridge } from '../bridge/bridge.ts';

/** Milliseconds until a stream that has ended with an error is opened again. */
const againAfterMs = 5_000;

/** Who sits at this window, as main says. Main decides; this is for saying beforehand what will be asked for. */
export const useSession = create<Session>(() => ({
  rolesCount: false,
  role: 'admin',
  person: null,
  idleMinutes: 10,
  lockedByIdling: false,
}));

/** Follows who is signed in, for as long as the window is open. */
export function followSession(): void {
  bridge.open(
    'session.who',
    {},
    {
      onEvent: (session) => useSession.setState(session),
      onEnd: () => setTimeout(followSession, againAfterMs),
    },
  );
}

export type NeededRole = Exclude<Permission, 'everybody'>;

/** What is lacking for a call; null if it may be made as things stand. */
export function lackingFor(name: keyof Contract, { role }: Pick<Session, 'role'>): NeededRole | null {
  const permission = permissions[name];
  return permission === 'everybody' || reaches(role, permission.needs) ? null : permission;
}
