import type { Facts } from '../../src-shared/bonctl/facts.ts';
import type { OperationName, OperationRequest, OperationResult } from '../../src-shared/bonctl/protocol.ts';
import type { PairedTarget } from '../panel/targets.ts';
import type { PayloadPlatform } from '../payload/payloads.ts';
import type { CallSurroundings } from './surroundings.ts';

/** Asks bonctl on a target over the shared connection. */
export async function onTarget<Name extends OperationName>(
  surroundings: CallSurroundings,
  targetId: string,
  operation: Name,
  request: OperationRequest<Name>,
  signal?: AbortSignal,
): Promise<OperationResult<Name>> {
  const target = surroundings.panel.targets.get(targetId);
  const host = await surroundings.connections.get(targetId);
  return surroundings.bonctl.call(host, target, operation, request, signal);
}

/** Which payload belongs on a target. */
export function platformOf(target: PairedTarget, facts: Pick<Facts, 'architecture'>): PayloadPlatform {
  return target.kind === 'practice' ? 'practice' : `linux-${facts.architecture}`;
}
