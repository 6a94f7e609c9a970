import { z } from 'zod';
import { preflightFindingSchema } from '../bonctl/preflight.ts';
import { purposes } from '../roles/purposes.ts';
import { roleSchema } from '../roles/role.ts';

/**
 * Every way in which Bonwart can refuse or fail, as data. The key is the code; the schema says which data comes along, so
 * that a text can name the address, the path or the number of bytes. Texts in both languages live in `src-shared/texts`.
 */
export const errorDataSchemas = {
  // the contract itself
  'contract.invalid-request': z.object({ call: z.string(), problem: z.string() }),
  'contract.invalid-response': z.object({ call: z.string(), problem: z.string() }),
  'contract.unknown-call': z.object({ call: z.string() }),
  'contract.disconnected': z.object({}),
  'contract.timeout': z.object({ call: z.string(), seconds: z.number() }),
  'contract.not-allowed': z.object({}),
  'contract.too-much-at-once': z.object({ limit: z.number() }),
  'internal.bug': z.object({ reference: z.string() }),

  // reaching a target over SSH
  'connection.unreachable': z.object({ address: z.string(), port: z.number() }),
  'connection.name-not-found': z.object({ address: z.string() }),
  'connection.refused': z.object({ address: z.string(), port: z.number() }),
  'connection.not-ssh': z.object({ address: z.string(), port: z.number() }),
  'connection.lost': z.object({ address: z.string() }),
  'connection.timeout': z.object({ address: z.string(), seconds: z.number() }),
  'host-key.changed': z.object({ address: z.string(), expected: z.string(), found: z.string() }),
  'host-key.not-accepted': z.object({ found: z.string() }),
  'login.wrong-password': z.object({ user: z.string(), address: z.string() }),
  'login.wrong-key': z.object({ user: z.string(), address: z.string() }),
  'login.bad-key-file': z.object({}),
  'login.passphrase-needed': z.object({}),

  // pairing
  'pairing.no-sudo': z.object({ user: z.string() }),
  'pairing.sudo-password-wrong': z.object({ user: z.string() }),
  'pairing.32-bit': z.object({ machine: z.string() }),
  'pairing.not-linux': z.object({ system: z.string() }),
  'pairing.no-space': z.object({ freeBytes: z.number(), neededBytes: z.number(), path: z.string() }),
  'pairing.wrong-clock': z.object({ targetTime: z.string(), differenceSeconds: z.number() }),
  'pairing.no-payload': z.object({ architecture: z.string() }),
  'pairing.install-failed': z.object({ step: z.string(), output: z.string() }),
  'pairing.cancelled': z.object({}),
  'target.unknown': z.object({ targetId: z.string() }),
  'target.not-paired': z.object({ targetId: z.string() }),

  // bonctl on the target
  'bonctl.missing': z.object({ address: z.string() }),
  'bonctl.bad-answer': z.object({ operation: z.string(), problem: z.string() }),
  'bonctl.not-renewed': z.object({ version: z.string(), problem: z.string() }),
  'bonctl.busy': z.object({ owner: z.string(), pc: z.string(), runId: z.string(), since: z.string() }),
  'run.unknown': z.object({ runId: z.string() }),
  'run.wrong-state': z.object({ runId: z.string(), state: z.string(), action: z.string() }),
  'run.journal-damaged': z.object({ runId: z.string(), line: z.number() }),
  'runbook.invalid': z.object({ problem: z.string() }),
  'release.incomplete': z.object({ version: z.string(), missing: z.number() }),
  'release.damaged': z.object({ version: z.string(), path: z.string() }),
  'release.unknown': z.object({ version: z.string() }),
  'upload.damaged': z.object({ sha256: z.string() }),
  'upload.interrupted': z.object({ sentBytes: z.number(), totalBytes: z.number() }),
  'rollback.nothing-to-return-to': z.object({}),
  'disk.full': z.object({ path: z.string() }),
  'settings.taken-back': z.object({ seconds: z.number() }),
  'disk.read-only': z.object({ path: z.string() }),

  // steps of a run
  'step.failed': z.object({ step: z.string(), output: z.string() }),
  'step.timeout': z.object({ step: z.string(), seconds: z.number() }),
  'step.unknown': z.object({ step: z.string() }),
  'preflight.no-go': z.object({ findings: z.array(preflightFindingSchema) }),
  'backup.unknown': z.object({ runId: z.string() }),
  'backup.not-whole': z.object({ runId: z.string(), file: z.string() }),
  'backup.too-new': z.object({ runId: z.string() }),
  'restore.no-service': z.object({}),
  'restore.service-too-old': z.object({ version: z.string() }),
  'database.damaged': z.object({ path: z.string(), problem: z.string() }),
  'database.migration-failed': z.object({ migration: z.string(), problem: z.string() }),
  'database.schema-not-restored': z.object({ migration: z.string() }),
  'settings.invalid': z.object({ key: z.string(), problem: z.string() }),
  'service.not-answering': z.object({ seconds: z.number() }),
  'service.unhealthy': z.object({ problem: z.string() }),

  // the print service
  'service.unreachable': z.object({}),
  'service.too-old': z.object({}),
  'lan-access.practice': z.object({}),
  'order.unknown': z.object({ orderId: z.string() }),
  'restaurant.changed': z.object({ revision: z.number() }),
  'station.unknown': z.object({ station: z.string() }),
  'printer.unknown': z.object({ printer: z.string() }),
  'job.unknown': z.object({ jobId: z.number() }),
  'job.wrong-state': z.object({ jobId: z.number(), state: z.string() }),

  // mails
  'mail.not-set-up': z.object({}),

  // readiness and sign-off
  'guide.no-window': z.object({}),
  'guide.nobody-informed': z.object({}),
  'checklist.unknown-item': z.object({ item: z.string() }),
  'sign-off.not-ended': z.object({ runId: z.string(), state: z.string() }),
  'sign-off.not-asked': z.object({ runbook: z.string() }),
  'sign-off.open': z.object({ questions: z.number(), deviations: z.number() }),
  'sign-off.signed': z.object({ runId: z.string() }),
  'sign-off.not-signed': z.object({ runId: z.string() }),
  'sign-off.changed': z.object({ runId: z.string() }),
  'sign-off.role-taken': z.object({ name: z.string() }),
  'sign-off.wrong-role': z.object({ role: z.string() }),
  'sign-off.damaged': z.object({ line: z.number() }),

  // signing in to a mailbox by the browser
  'mail-sign-in.no-client': z.object({ issuer: z.string() }),
  'mail-sign-in.not-offered': z.object({ provider: z.string() }),
  'mail-sign-in.replaced': z.object({}),
  'mail-sign-in.refused': z.object({ issuer: z.string() }),
  'mail-sign-in.admin-needed': z.object({ issuer: z.string() }),
  'mail-sign-in.blocked-by-policy': z.object({ issuer: z.string() }),
  'mail-sign-in.client-unknown': z.object({ issuer: z.string() }),
  'mail-sign-in.wrong-account': z.object({ wanted: z.string(), found: z.string() }),
  'mail-sign-in.mixed-up': z.object({}),
  'mail-sign-in.timeout': z.object({ minutes: z.number() }),
  'mail-sign-in.unreachable': z.object({ issuer: z.string() }),
  'mail-sign-in.bad-answer': z.object({ issuer: z.string() }),
  'mail-sign-in.not-lasting': z.object({ issuer: z.string() }),
  'mail-sign-in.over': z.object({}),

  // files that people take along
  'file.not-saved': z.object({ place: z.string(), problem: z.string() }),
  'support.over': z.object({}),

  // people and roles
  'role.needed': z.object({ needs: roleSchema, purpose: z.enum(purposes), call: z.string() }),
  'pin.wrong': z.object({ triesLeft: z.number() }),
  'pin.wait': z.object({ seconds: z.number() }),
  'pin.missing': z.object({ name: z.string() }),
  'pin.needed': z.object({ role: roleSchema }),
  'pin.too-simple': z.object({}),
  'person.unknown': z.object({ personId: z.string() }),
  'person.name-taken': z.object({ name: z.string() }),
  'person.too-many': z.object({ limit: z.number() }),
  'person.last-admin': z.object({}),

  // the panel
  'vault.unavailable': z.object({}),
  'vault.cannot-decrypt': z.object({ name: z.string() }),
  'panel.database': z.object({ problem: z.string() }),
  'practice.not-running': z.object({}),
  'practice.cannot-start': z.object({ problem: z.string() }),
} as const;

export type ErrorCode = keyof typeof errorDataSchemas;
export type ErrorData<Code extends ErrorCode> = z.infer<(typeof errorDataSchemas)[Code]>;
export const errorCodes = Object.keys(errorDataSchemas) as ErrorCode[];

/** What "try again" can do for the person: at once, after something was changed, or not at all. */
export const retrySchema = z.enum(['now', 'after-change', 'never']);

/** An error as it crosses the contract. `cause` is the technical sentence for the detail view; it never holds a secret. */
export type BonwartError = {
  [Code in ErrorCode]: {
    code: Code;
    data: ErrorData<Code>;
    cause?: string | undefined;
    retry: z.infer<typeof retrySchema>;
  };
}[ErrorCode];

export const bonwartErrorSchema: z.ZodType<BonwartError> = z
  .object({
    code: z.enum(errorCodes as [ErrorCode, ...ErrorCode[]]),
    data: z.record(z.string(), z.unknown()),
    cause: z.string().max(4000).optional(),
    retry: retrySchema,
  })
  .superRefine((error, context) => {
    const parsed = errorDataSchemas[error.code].safeParse(error.data);
    if (!parsed.success)
      context.addIssue({ code: 'custom', message: `data of ${error.code}: ${parsed.error.message}` });
  }) as unknown as z.ZodType<BonwartError>;

/** Thrown inside a room; turned into its `error` at the contract. Anything else that is thrown is a bug. */
export class Refusal extends Error {
  readonly error: BonwartError;
  constructor(error: BonwartError) {
    super(`${error.code} ${JSON.stringify(error.data)}${error.cause ? `: ${error.cause}` : ''}`);
    this.name = 'Refusal';
    this.error = error;
  }
}

/** Builds a refusal: `throw refuse('disk.full', { path })`. */
export function refuse<Code extends ErrorCode>(
  code: Code,
  data: ErrorData<Code>,
  more: { cause?: string; retry?: z.infer<typeof retrySchema> } = {},
): Refusal {
  return new Refusal({ code, data, cause: more.cause, retry: more.retry ?? 'after-change' } as BonwartError);
}
