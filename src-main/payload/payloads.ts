import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ReleaseManifest, releaseManifestSchema } from '../../src-shared/bonctl/release.ts';
import { refuse } from '../../src-shared/contract/errors.ts';

export type PayloadPlatform = 'linux-x64' | 'linux-arm64' | 'practice';

/** Releases that a payload can hold; the practice Pi begins with the previous one, so that there is something to return to. */
export type ReleaseName = 'wix-printer-service' | 'wix-printer-service-previous' | 'bonctl';

/** What goes from this PC to a target, as the build made it. */
export function createPayloads(folder: string) {
  return {
    folder,
    /** Contents by their SHA-256, and `<sha256>.zst` beside each. */
    objects: join(folder, 'objects'),
    folderOf: (platform: PayloadPlatform) => join(folder, platform),
    /** The complete list of a release's files. Throws `pairing.no-payload` if this installation does not hold it. */
    manifest: (platform: PayloadPlatform, release: ReleaseName = 'wix-printer-service'): ReleaseManifest => {
      const file = join(folder, platform, `${release}.json`);
      const lacking = (cause: string) =>
        refuse('pairing.no-payload', { architecture: platform }, { cause, retry: 'after-change' });
      if (!existsSync(file)) throw lacking(`${file} does not exist`);
      try {
        return releaseManifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
      } catch (error) {
        throw lacking(`${file}: ${error instanceof Error ? error.message.slice(0, 500) : error}`);
      }
    },
  };
}
export type Payloads = ReturnType<typeof createPayloads>;
