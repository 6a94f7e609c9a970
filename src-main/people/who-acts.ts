import { AsyncLocalStorage } from 'node:async_hooks';

/** On whose behalf a call is carried out. */
export interface Actor {
  /** Whether roles are asked for; before that a name is what somebody typed. */
  readonly rolesCount: boolean;
  /** Who is signed in at the window that asked; null for staff who are not. */
  readonly name: string | null;
}

const nobody: Actor = { rolesCount: false, name: null };
const acting = new AsyncLocalStorage<Actor>();

/** Runs a call for somebody. It goes with the call through all that it waits for, so that no handler can forget to pass it on. */
export function actAs<Value>(actor: Actor, act: () => Value): Value {
  return acting.run(actor, act);
}

/** Who acts here; nobody in what Bonwart does by itself. */
export function whoActs(): Actor {
  return acting.getStore() ?? nobody;
}
