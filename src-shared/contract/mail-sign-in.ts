import { z } from 'zod';
import { mailAddressSchema } from '../mail/schema.ts';
import { call, stream } from './define.ts';

const issuerIdSchema = z.enum(['microsoft', 'google']);
const clientFieldSchema = z
  .string()
  .trim()
  .max(300)
  .regex(/^[\x21-\x7e]*$/);

/** Bonwart as it is registered with a provider. Whether there is a secret is told, never which. */
export const signInClientSchema = z.object({
  issuer: issuerIdSchema,
  name: z.string(),
  /** Empty: nobody can sign in there by the browser yet. */
  clientId: z.string(),
  wantsSecret: z.boolean(),
  hasSecret: z.boolean(),
  registrationPage: z.string(),
  /** Providers of mailboxes that sign in there, by their ids. */
  providers: z.array(z.string()),
  /** Is there the other way, a code that is typed into a page? */
  offersCode: z.boolean(),
});
export type SignInClient = z.infer<typeof signInClientSchema>;

export const mailSignInCalls = {
  /**
   * Signs in to a mailbox by the browser; `code` is the way without an answer to this PC: a code that is typed into a page on any device. One sign-in at a
   * time: a new one cancels the one before. Ends after `signed-in`; closing the stream cancels. What was granted stays in the PC's memory for half
   * an hour and goes to the Pi with a wish that names `signInId`.
   */
  'mail.signIn': stream(
    z.strictObject({
      /** Of `mail-providers.json`, as `mail.recognise` tells it. */
      provider: z.string().max(40),
      address: mailAddressSchema,
      way: z.enum(['browser', 'code']).default('browser'),
    }),
    z.discriminatedUnion('kind', [
      /** `opened`: the PC has opened it in the browser already; otherwise the window offers a link. */
      z.object({ kind: z.literal('open'), url: z.string(), until: z.string(), opened: z.boolean() }),
      z.object({ kind: z.literal('code'), code: z.string(), url: z.string(), until: z.string() }),
      z.object({ kind: z.literal('signed-in'), signInId: z.string(), address: z.string() }),
    ]),
  ),
  /** As what Bonwart is registered with the providers. */
  'mail.signInClients': call(z.strictObject({}), z.array(signInClientSchema)),
  /** `clientSecret: null` leaves the one that is there. */
  'mail.setSignInClient': call(
    z.strictObject({ issuer: issuerIdSchema, clientId: clientFieldSchema, clientSecret: clientFieldSchema.nullable() }),
    z.array(signInClientSchema),
  ),
};
