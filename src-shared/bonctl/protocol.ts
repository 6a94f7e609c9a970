import { z } from 'zod';
import { bonwartErrorSchema } from '../contract/errors.ts';
import { mailKeys } from '../mail/environment.ts';
import { serviceSettingKeys } from '../service/changeable-settings.ts';
import { lanKeys } from '../service/lan-access.ts';
import { factsSchema } from './facts.ts';
import { preflightSchema } from './preflight.ts';
import { releaseManifestSchema, sha256Schema, versionSchema } from './release.ts';
import { decisionSchema, personSchema, runIdSchema, runRequestSchema, runSummarySchema } from './run.ts';
import { restoreOfferSchema, restoreProofSchema, storedSchema } from './stored.ts';

/** The keys of the service's `.env` that can be changed without a deployment. */
export const changeableKeySchema = z.enum([...mailKeys, ...serviceSettingKeys, ...lanKeys]);
export type ChangeableKey = z.infer<typeof changeableKeySchema>;

/**
 * The PC runs `bonctl call` over SSH, writes one JSON line (the request) to its standard input and reads JSON lines from
 * its standard output: any number of events, then one result. No data ever becomes part of a command line.
 */
export const operations = {
  facts: { request: z.strictObject({}), event: z.never(), result: factsSchema },
  /** Where things stand: the lock, the release, the guard. */
  status: {
    request: z.strictObject({}),
    event: z.never(),
    result: z.object({
      current: versionSchema.nullable(),
      previous: versionSchema.nullable(),
      /** The way back from what is live leads to the older service, which we took over from. */
      returnsToOldService: z.boolean().default(false),
      activeRun: runIdSchema.nullable(),
      lock: z.object({ by: personSchema, runId: runIdSchema, since: z.string() }).nullable(),
      guard: z
        .object({ runId: runIdSchema, window: z.enum(['start', 'confirmation']), remainingMs: z.number() })
        .nullable(),
      releases: z.array(
        z.object({ version: versionSchema, confirmed: z.boolean(), sizeBytes: z.number(), installedAt: z.string() }),
      ),
      /** Settings of the service as they are now; a secret is only said to be there. */
      settings: z.record(z.string(), z.union([z.string(), z.object({ secret: z.literal(true) })])),
      servicePort: z.number(),
    }),
  },
  /** What stands for and against deploying this release now. Changes nothing. */
  preflight: {
    request: z.strictObject({
      manifest: releaseManifestSchema,
      settings: z.record(z.string().max(61), z.string().max(2000)),
    }),
    event: z.never(),
    result: preflightSchema,
  },
  /** Which of these contents does the target lack, and how many bytes of each has it already? */
  'store.missing': {
    request: z.strictObject({ files: z.array(z.object({ sha256: sha256Schema, size: z.number() })).max(20_000) }),
    event: z.never(),
    result: z.object({ missing: z.array(z.object({ sha256: sha256Schema, haveBytes: z.number() })) }),
  },
  /**
   * After the request line follow frames: a JSON line `{sha256, size, offset, encoding: 'zstd'|'none', bytes}` and then
   * that many bytes. `offset` is where in the uncompressed content it goes on. An event tells of each content verified.
   */
  'store.receive': {
    request: z.strictObject({}),
    event: z.object({ stored: sha256Schema }),
    result: z.object({ stored: z.number() }),
  },
  'run.start': { request: runRequestSchema, event: z.never(), result: z.object({ runId: runIdSchema }) },
  'run.list': { request: z.strictObject({}), event: z.never(), result: z.array(runSummarySchema) },
  /** The journal's lines from a sequence number on, then each new one, until the run has ended. Lines are sent as they stand. */
  'run.follow': {
    request: z.strictObject({ runId: runIdSchema, fromSeq: z.number().int().min(1) }),
    event: z.object({ line: z.string() }),
    result: z.object({ ended: z.boolean() }),
  },
  'run.decide': {
    request: z.strictObject({ runId: runIdSchema, decision: decisionSchema, by: personSchema }),
    event: z.never(),
    result: z.object({ accepted: z.literal(true) }),
  },
  /**
   * Writes settings of the mails, or others that can be changed without a deployment, into the service's `.env` (0600): other keys, comments and their order stay, what was there before is kept
   * beside it. Refuses with `bonctl.busy` while a run goes on.
   */
  'settings.change': {
    request: z.strictObject({ changes: z.partialRecord(changeableKeySchema, z.string().max(4000)) }),
    event: z.never(),
    result: z.object({ changed: z.array(changeableKeySchema) }),
  },
  /**
   * Puts keys back to what they were before the last `settings.change`, as if that had not been. A secret that was overwritten comes back without the PC ever having known it.
   * `changed` are those that differ now; none, if somebody else has changed settings meanwhile.
   */
  'settings.takeBack': {
    request: z.strictObject({ keys: z.array(changeableKeySchema).min(1).max(50) }),
    event: z.never(),
    result: z.object({ changed: z.array(changeableKeySchema) }),
  },
  /** The newest lines of what the print service said, without the secrets that lie on the machine. 512 KiB at most. */
  'service.log': {
    request: z.strictObject({ lines: z.number().int().min(1).max(5000) }),
    event: z.never(),
    result: z.object({ text: z.string() }),
  },
  /**
   * Looks through texts of the PC for the secrets that lie on the machine, in every form (`src-shared/secrets`), and hides them. Nobody else
   * can: the secrets never leave it.
   */
  'secrets.hide': {
    request: z.strictObject({ texts: z.array(z.string().max(4 * 1024 * 1024)).max(100) }),
    event: z.never(),
    result: z.object({ texts: z.array(z.object({ text: z.string(), hidden: z.number().int() })) }),
  },
  /** What the machine keeps to go back to. */
  'stored.list': { request: z.strictObject({}), event: z.never(), result: storedSchema },
  /** Restores a backup to scratch and proves that it is whole. Changes nothing. */
  'stored.prove': { request: z.strictObject({ runId: runIdSchema }), event: z.never(), result: restoreProofSchema },
  /** What restoring a backup would mean for the orders now. Changes nothing; takes some seconds, as `stored.prove` does. */
  'restore.offer': { request: z.strictObject({ runId: runIdSchema }), event: z.never(), result: restoreOfferSchema },
  /** Puts a newer bonctl, whose contents are in the store, in the place of this one; the same or an older one changes nothing. Refuses with `bonctl.busy` while a run goes on. */
  'bonctl.renew': {
    request: z.strictObject({ manifest: releaseManifestSchema }),
    event: z.never(),
    result: z.object({ version: versionSchema }),
  },
  /** Verifies a manifest against the store and makes the release's folder without switching to it. */
  'release.stage': {
    request: z.strictObject({ manifest: releaseManifestSchema }),
    event: z.never(),
    result: z.object({ version: versionSchema }),
  },
  /** Removes what the pairing left: runtime, bonctl, state, units and the sudoers rule. The print service stays. */
  unpair: {
    request: z.strictObject({ publicKey: z.string().max(2000) }),
    event: z.never(),
    result: z.object({ left: z.array(z.string()) }),
  },
} as const;

export type OperationName = keyof typeof operations;
export type OperationRequest<Name extends OperationName> = z.input<(typeof operations)[Name]['request']>;
export type OperationEvent<Name extends OperationName> = z.output<(typeof operations)[Name]['event']>;
export type OperationResult<Name extends OperationName> = z.output<(typeof operations)[Name]['result']>;

export const requestLineSchema = z.strictObject({
  operation: z.enum(Object.keys(operations) as [OperationName, ...OperationName[]]),
  request: z.unknown(),
});

/** `beat` comes every five seconds of silence, so that a dead connection is told from a quiet one. */
export const answerLineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('event'), event: z.unknown() }),
  z.object({ kind: z.literal('beat') }),
  z.object({ kind: z.literal('result'), value: z.unknown() }),
  z.object({ kind: z.literal('refusal'), error: bonwartErrorSchema }),
]);
