import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { sha256Schema } from '../../src-shared/bonctl/release.ts';
import { refuse } from '../../src-shared/contract/errors.ts';

const cardSchema = z.object({ sha256: sha256Schema, size: z.number().int().positive() });

/** What pairing unpacks on a target: the archive and its card. Throws `pairing.no-payload`. */
export function findBootstrap(payloadFolder: string, platform: string) {
  const archive = join(payloadFolder, platform, 'bootstrap.tar.gz');
  const card = join(payloadFolder, platform, 'bootstrap.json');
  if (!existsSync(archive) || !existsSync(card)) throw refuse('pairing.no-payload', { architecture: platform });
  return { archive, ...cardSchema.parse(JSON.parse(readFileSync(card, 'utf8'))) };
}
