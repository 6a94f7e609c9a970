import type { Target } from '../../src-shared/contract/targets.ts';
import type { Practice } from '../practice/interface.ts';
import { deployFirstRelease } from './first-release.ts';
import { pairTarget } from './pair-target.ts';
import { practiceTargetId } from './practice.ts';
import type { TellStep } from './practice-holder.ts';
import type { CallSurroundings } from './surroundings.ts';

const targetNames = { de: 'Übungs-Pi', en: 'Practice Pi' };

/** Pairs the running practice Pi and deploys its first release, by the code that a real Pi gets. */
export async function preparePractice(
  surroundings: CallSurroundings,
  practice: Practice,
  tell: TellStep,
): Promise<Target> {
  for (const key of practice.secretSettings) surroundings.redaction.hide(practice.settings[key]);
  surroundings.redaction.hide(practice.mailPassword);
  tell('pairing', 'running');
  const { target } = await pairTarget(
    surroundings,
    {
      id: practiceTargetId,
      name: targetNames[surroundings.panel.preferences.read().language],
      kind: 'practice',
      address: practice.address,
      port: practice.port,
      user: practice.user,
      login: { kind: 'password', password: practice.password },
      acceptedFingerprint: practice.hostKey,
    },
    () => {},
    AbortSignal.timeout(120_000),
  );
  tell('pairing', 'done');
  tell('first-release', 'running');
  await deployFirstRelease(surroundings, target.id);
  tell('first-release', 'done');
  return target;
}
