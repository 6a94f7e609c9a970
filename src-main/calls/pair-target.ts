import type { Facts } from '../../src-shared/bonctl/facts.ts';
import type { EmittedBy } from '../../src-shared/contract/contract.ts';
import { refuse } from '../../src-shared/contract/errors.ts';
import type { Target } from '../../src-shared/contract/targets.ts';
import { newTargetId, type PairedTarget } from '../panel/targets.ts';
import { personHere } from './person.ts';
import type { CallSurroundings, PairingRequest } from './surroundings.ts';

/** Name of a target's private key in the vault. */
export function keyNameOf(targetId: string): string {
  return `key-${targetId}`;
}

/**
 * Pairs a machine and remembers it: the key in the vault, then the target. A machine that is known at this address keeps
 * its identifier and gets a new key; if its host key is not the pinned one, nothing is done.
 */
export async function pairTarget(
  surroundings: CallSurroundings,
  request: PairingRequest & { readonly name: string; readonly id?: string },
  onStep: (step: Extract<EmittedBy<'pairing.pair'>, { kind: 'step' }>) => void,
  signal: AbortSignal,
): Promise<{ target: Target; facts: Facts }> {
  const { panel, vault, redaction, pairing, connections } = surroundings;
  const { name, id: wantedId, ...machine } = request;
  hideSecretsOf(request, redaction.hide);

  const known = panel.targets.at(request.address, request.port);
  if (known && known.kind === 'pi' && known.hostKey !== request.acceptedFingerprint)
    throw refuse(
      'host-key.changed',
      { address: request.address, expected: known.hostKey, found: request.acceptedFingerprint },
      { retry: 'never' },
    );

  const { privateKey, publicKey, facts } = await pairing.pair(machine, onStep, signal);
  redaction.hide(privateKey);
  const taken = new Set(panel.targets.all().map(({ id }) => id));
  const target: PairedTarget = {
    id: wantedId ?? known?.id ?? newTargetId(name, (id) => taken.has(id) || id === 'practice'),
    name,
    kind: request.kind,
    address: request.address,
    port: request.port,
    user: request.user,
    hostKey: request.acceptedFingerprint,
    publicKey,
    pairedAt: new Date().toISOString(),
  };
  connections.drop(target.id);
  await vault.write(keyNameOf(target.id), privateKey);
  panel.targets.save(target);
  panel.audit.add({
    action: 'paired',
    targetId: target.id,
    person: personHere('').name,
    data: { address: target.address, user: target.user, hostKey: target.hostKey },
  });
  const { publicKey: _publicKey, ...shown } = target;
  return { target: shown, facts };
}

function hideSecretsOf(request: PairingRequest, hide: (secret: string | undefined) => void): void {
  hide(request.sudoPassword);
  const { login } = request;
  const secrets = login.kind === 'password' ? [login.password] : [login.privateKey, login.passphrase];
  for (const secret of secrets) hide(secret);
}
