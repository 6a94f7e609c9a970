import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { releaseFolder } from '../releases/releases.ts';
import { stageRelease, verifyRelease } from '../releases/stage.ts';
import { type Action, type ActionContext, proof } from './action.ts';

function releaseProof(context: ActionContext, bytes: number) {
  return proof('release-verified', { version: context.manifest.version, files: context.manifest.files.length, bytes });
}

/** Puts the release together from the contents that were sent and verifies every file. Not live yet. A failed one stays as evidence. */
export const stageReleaseAction: Action = {
  check: async (context) => {
    if (!existsSync(join(releaseFolder(context.at, context.manifest.version), 'manifest.json'))) return null;
    await verifyRelease(context.at, context.manifest);
    return releaseProof(
      context,
      context.manifest.files.reduce((sum, file) => sum + file.size, 0),
    );
  },
  act: async (context) => releaseProof(context, (await stageRelease(context.at, context.manifest)).bytes),
};
