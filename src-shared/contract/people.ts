import { z } from 'zod';
import { personNameSchema, personOfPcSchema } from '../roles/person.ts';
import { pinSchema } from '../roles/pin.ts';
import { roleSchema } from '../roles/role.ts';
import { call, stream } from './define.ts';

const personIdSchema = z.string().max(100);
const peopleSchema = z.array(personOfPcSchema);

/** Minutes without anybody's hand at the window until it is the staff's again. */
export const idleMinutesSchema = z.number().int().min(1).max(240);

/** Who sits at this window. While roles do not count yet, everybody may do everything, as `role` says. */
export const sessionSchema = z.object({
  rolesCount: z.boolean(),
  role: roleSchema,
  /** Null: nobody has signed in. */
  person: personOfPcSchema.pick({ id: true, name: true }).nullable(),
  idleMinutes: idleMinutesSchema,
  /** Why nobody is signed in any more: because nobody was there for so long. */
  lockedByIdling: z.boolean(),
});
export type Session = z.infer<typeof sessionSchema>;

export const peopleCalls = {
  'session.who': stream(z.strictObject({}), sessionSchema),
  /** Refuses with `pin.wrong`, `pin.wait`, `pin.missing`. Staff without a PIN of their own leave it empty. */
  'session.signIn': call(
    z.strictObject({ personId: personIdSchema, pin: z.union([pinSchema, z.literal('')]) }),
    sessionSchema,
  ),
  'session.signOut': call(z.strictObject({}), sessionSchema),
  /** Somebody has just moved the pointer or pressed a key: the lock begins to wait anew. */
  'session.active': call(z.strictObject({}), z.object({})),
  /** By name and role only, for whoever wants to sign in. */
  'people.list': call(z.strictObject({}), peopleSchema),
  'people.add': call(
    z.strictObject({ name: personNameSchema, role: roleSchema, pin: pinSchema.nullable() }),
    peopleSchema,
  ),
  /** What is left out stays. A new PIN also ends the waiting after wrong ones. */
  'people.change': call(
    z.strictObject({
      personId: personIdSchema,
      name: personNameSchema.optional(),
      role: roleSchema.optional(),
      pin: pinSchema.optional(),
    }),
    peopleSchema,
  ),
  'people.remove': call(z.strictObject({ personId: personIdSchema }), peopleSchema),
  /** Takes a removal back, with role and PIN, until Bonwart is started anew. */
  'people.putBack': call(z.strictObject({ personId: personIdSchema }), peopleSchema),
  'people.setIdleLock': call(z.strictObject({ minutes: idleMinutesSchema }), z.object({})),
};
