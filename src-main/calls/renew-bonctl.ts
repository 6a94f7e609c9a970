import type { Facts } from '../../src-shared/bonctl/facts.ts';
import { isNewer } from '../../src-shared/bonctl/newer-version.ts';
import { Refusal } from '../../src-shared/contract/errors.ts';
import type { UploadProgress } from '../bonctl/upload.ts';
import { onTarget, platformOf } from './on-target.ts';
import type { CallSurroundings } from './surroundings.ts';

/** Then the deployment goes on with the bonctl that is there: it is busy, or so old that it has to be paired again. */
const harmless = ['bonctl.busy', 'bonctl.bad-answer', 'internal.bug'];

/**
 * Gives a target the bonctl of this PC where that is newer: what is paired once must learn what later versions of Bonwart can do. It travels
 * as a release does, so only what differs is sent.
 *
 * @returns what the target told of itself, so that nobody has to ask again; null for a practice Pi, which is not asked.
 * @throws Refusal `bonctl.not-renewed`, and what sending refuses.
 */
export async function renewBonctl(
  surroundings: CallSurroundings,
  targetId: string,
  emit: (progress: UploadProgress) => void,
  signal: AbortSignal,
): Promise<Facts | null> {
  const { panel, payloads, connections, bonctl, log } = surroundings;
  const target = panel.targets.get(targetId);
  // the practice Pi is set up anew at each start
  if (target.kind === 'practice') return null;
  const facts = await onTarget(surroundings, targetId, 'facts', {}, signal);
  const manifest = payloads.manifest(platformOf(target, facts), 'bonctl');
  if (!isNewer(manifest.version, facts.bonctlVersion)) return facts;
  await bonctl.upload(
    await connections.get(targetId),
    target,
    manifest,
    (told) => emit({ ...told, complete: false }),
    signal,
  );
  try {
    const { version } = await onTarget(surroundings, targetId, 'bonctl.renew', { manifest }, signal);
    log.info(`bonctl on ${targetId} is ${version} now`);
  } catch (error) {
    if (!(error instanceof Refusal) || !harmless.includes(error.error.code)) throw error;
    log.warn(`bonctl on ${targetId} stays ${facts.bonctlVersion}: ${error.error.code}`);
  }
  return facts;
}
