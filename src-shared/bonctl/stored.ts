import { z } from 'zod';
import { sha256Schema, versionSchema } from './release.ts';
import { runIdSchema } from './run.ts';

/** What a backup says of itself, in its folder's `manifest.json`. */
export const backupManifestSchema = z.object({
  format: z.literal(1),
  runId: runIdSchema,
  at: z.string(),
  /** The release that was live; null before the first. */
  release: versionSchema.nullable(),
  files: z.array(z.object({ name: z.string().regex(/^[\w.-]+$/), sha256: sha256Schema, size: z.number() })),
});
export type BackupManifest = z.infer<typeof backupManifestSchema>;

/** What a machine keeps to go back to: its releases and backups, newest first. Sizes in bytes. */
export const storedSchema = z.object({
  current: versionSchema.nullable(),
  previous: versionSchema.nullable(),
  releases: z.array(
    z.object({ version: versionSchema, confirmed: z.boolean(), sizeBytes: z.number(), installedAt: z.string() }),
  ),
  backups: z.array(
    z.object({
      runId: runIdSchema,
      at: z.string(),
      release: versionSchema.nullable(),
      sizeBytes: z.number(),
      /** The older service lies beside it, whole. */
      oldService: z.boolean(),
      /** It holds orders, so that it can be restored. */
      holdsOrders: z.boolean().default(false),
    }),
  ),
});
export type Stored = z.infer<typeof storedSchema>;

/** What came of restoring a backup to scratch. `orders` are those in it; null where it holds none because there was no database. */
export const restoreProofSchema = z.discriminatedUnion('proven', [
  z.object({ proven: z.literal(true), orders: z.number().nullable(), files: z.number() }),
  z.object({ proven: z.literal(false), file: z.string() }),
]);
export type RestoreProof = z.infer<typeof restoreProofSchema>;

/** What restoring a backup would mean now. */
export const restoreOfferSchema = z.object({
  runId: runIdSchema,
  /** When it was made, by the clock of that time. */
  at: z.string(),
  release: versionSchema.nullable(),
  sizeBytes: z.number(),
  proof: restoreProofSchema,
  /** Orders that came, changed or were printed since; of these, not printed yet. Null where the backup is not whole. */
  newer: z.object({ orders: z.number(), notPrinted: z.number() }).nullable(),
  /** What it usually takes in all, and how long nothing is printed meanwhile. */
  expectedMs: z.number(),
  pauseMs: z.number(),
});
export type RestoreOffer = z.infer<typeof restoreOfferSchema>;
