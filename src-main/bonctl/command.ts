import { places } from '../../src-shared/bonctl/places.ts';
import type { RemoteCommand } from '../ssh/remote-host.ts';

/** Everything that runs on the practice Pi finds its `/` in this variable; the SSH server there sets it. */
export const practiceRootVariable = 'BONWART_PRACTICE_ROOT';

/** How the panel calls bonctl: on a Pi by the one sudoers rule, on the practice Pi below its root. Without any data in it. */
export function bonctlCall(kind: 'pi' | 'practice'): RemoteCommand {
  if (kind === 'pi') return { program: 'sudo', arguments: ['-n', places.bonctl, 'call'] };
  const root = `"$${practiceRootVariable}"`;
  return { program: 'sh', arguments: ['-c', `exec ${root}${places.bonctl} --root ${root} call`] };
}
