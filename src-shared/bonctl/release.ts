import { z } from 'zod';

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
export const versionSchema = z.string().regex(/^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]{1,40})?$/);
export const architectureSchema = z.enum(['x64', 'arm64']);
export type Architecture = z.infer<typeof architectureSchema>;

/** A path inside a release: relative, no `..`, no backslash, no empty or dot part. */
export const releasePathSchema = z
  .string()
  .max(400)
  .regex(/^[A-Za-z0-9@._+-]+(\/[A-Za-z0-9@._+-]+)*$/)
  .refine((path) => !path.split('/').some((part) => part === '..' || part === '.'), 'leaves the release');

/** One file of a release. The content is known by its hash; `size` is in bytes, uncompressed; `mode` is 0o644 or 0o755. */
export const releaseFileSchema = z.strictObject({
  path: releasePathSchema,
  sha256: sha256Schema,
  size: z.number().int().min(0),
  mode: z.union([z.literal(0o644), z.literal(0o755)]),
});

/** What a release consists of, complete. `schema` is the database schema that its code brings. */
export const releaseManifestSchema = z.strictObject({
  format: z.literal(1),
  name: z.string().regex(/^[a-z][a-z0-9-]{0,60}$/),
  version: versionSchema,
  architecture: architectureSchema,
  schema: z.number().int().min(0),
  files: z.array(releaseFileSchema).min(1).max(20_000),
});
export type ReleaseManifest = z.infer<typeof releaseManifestSchema>;
export type ReleaseFile = z.infer<typeof releaseFileSchema>;
