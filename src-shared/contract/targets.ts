import { z } from 'zod';
import { factsSchema } from '../bonctl/facts.ts';
import { call, stream } from './define.ts';

export const targetIdSchema = z.string().regex(/^[a-z0-9-]{1,64}$/);
export const portSchema = z.number().int().min(1).max(65535);
/** A host name, an IPv4 or an IPv6 address. Checked again by the system's resolver. */
export const addressSchema = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9._:%-]+$/);

export const targetSchema = z.object({
  id: targetIdSchema,
  name: z.string(),
  kind: z.enum(['pi', 'practice']),
  address: z.string(),
  port: portSchema,
  user: z.string(),
  /** `SHA256:` and unpadded base64, as `ssh-keygen -lf` shows it. */
  hostKey: z.string(),
  pairedAt: z.string(),
});
export type Target = z.infer<typeof targetSchema>;

const onTarget = { targetId: targetIdSchema };

/** How to sign in for the pairing. Neither is kept: the pairing leaves a key of Bonwart's own. */
export const loginSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('password'), password: z.string().min(1).max(1024) }),
  z.strictObject({
    kind: z.literal('key'),
    privateKey: z.string().min(1).max(65536),
    passphrase: z.string().max(1024).optional(),
  }),
]);

/** The stations of a pairing, in order. */
export const pairingStepSchema = z.enum([
  'connect',
  'inspect',
  'sudo',
  'key',
  'upload',
  'install',
  'reconnect',
  'facts',
]);

export const targetCalls = {
  'targets.list': stream(z.strictObject({}), z.array(targetSchema)),
  /** Pis that announce SSH by mDNS, each as soon as it is heard. */
  'pairing.discover': stream(z.strictObject({}), z.object({ name: z.string(), address: z.string(), port: portSchema })),
  /** Fetches the host key without signing in. */
  'pairing.inspect': call(
    z.strictObject({ address: addressSchema, port: portSchema.default(22) }),
    z.object({
      keyType: z.string(),
      fingerprint: z.string(),
      known: z.enum(['new', 'same', 'changed']),
      pinned: z.string().nullable(),
    }),
  ),
  /** Pairs; the last event holds the new target. Closing the stream cancels and removes what was begun. */
  'pairing.pair': stream(
    z.strictObject({
      address: addressSchema,
      port: portSchema.default(22),
      user: z.string().regex(/^[a-z_][a-z0-9_-]{0,31}$/),
      login: loginSchema,
      /** Only where sudo asks for a password that is not the login's. */
      sudoPassword: z.string().max(1024).optional(),
      acceptedFingerprint: z.string().max(100),
      name: z.string().trim().min(1).max(60),
    }),
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('step'),
        step: pairingStepSchema,
        state: z.enum(['running', 'done']),
        doneBytes: z.number().optional(),
        totalBytes: z.number().optional(),
      }),
      z.object({ kind: z.literal('paired'), target: targetSchema, facts: factsSchema }),
    ]),
  ),
  /** Removes from the target what the pairing left there. `left` names what could not be removed, in plain paths. */
  'targets.unpair': call(
    z.strictObject({ ...onTarget, force: z.boolean().default(false) }),
    z.object({ left: z.array(z.string()) }),
  ),
  'targets.facts': call(z.strictObject(onTarget), factsSchema),
};
