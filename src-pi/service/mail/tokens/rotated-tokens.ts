import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** `of` is the hash of the token in the settings that this one came from, in however many steps. */
const fileSchema = z.strictObject({
  tokens: z
    .array(z.strictObject({ of: z.string().regex(/^[0-9a-f]{64}$/), refreshToken: z.string().min(1).max(3900) }))
    .max(8),
});
type Entry = z.infer<typeof fileSchema>['tokens'][number];

/** The stored account, and one that is being tried. */
const mostKept = 4;

/** Where they are kept, below the service's data. */
export function mailTokensFile(dataFolder: string): string {
  return join(dataFolder, 'mail-tokens.json');
}

export interface RotatedTokens {
  /** The newest token that came from the one with this hash; null if it is still the first. */
  newest(of: string): Promise<string | null>;
  /** Keeps the newest token. It is on the disk when this resolves. */
  keep(of: string, refreshToken: string): Promise<void>;
}

/**
 * Refresh tokens that took the place of the one in the settings (RFC 6749 §6: the issuer may give a new one each time). They lie in a file of their own beside
 * the database, for the service's user alone: the settings belong to bonctl, and the database is backed up and shown to people. A new sign-in has another
 * hash, so an old token can never stand in for it.
 */
export function rotatedTokens(file: string): RotatedTokens {
  let known: readonly Entry[] | null = null;
  const entries = async (): Promise<readonly Entry[]> => {
    known ??= await readEntries(file);
    return known;
  };
  return {
    newest: async (of) => (await entries()).find((entry) => entry.of === of)?.refreshToken ?? null,
    async keep(of, refreshToken) {
      const others = (await entries()).filter((entry) => entry.of !== of);
      known = [...others, { of, refreshToken }].slice(-mostKept);
      await replaceFile(file, `${JSON.stringify({ tokens: known })}\n`);
    },
  };
}

async function readEntries(file: string): Promise<readonly Entry[]> {
  try {
    return fileSchema.parse(JSON.parse(await readFile(file, 'utf8'))).tokens;
  } catch {
    // not there, or damaged: then the token in the settings has to do, and if it does not, people hear of it
    return [];
  }
}

/** After a power cut there is the old file or the new one, whole. Not synchronously: the service never waits for its card. */
async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.new`;
  await rm(temporary, { force: true });
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
  if (process.platform === 'win32') return;
  const folder = await open(dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
