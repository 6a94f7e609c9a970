import { z } from 'zod';
import { localizedSchema } from '../localized.ts';
import { durationSchema } from './duration.ts';

const item = { id: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/), title: localizedSchema };

/** What Bonwart can measure of a run, and in which units. */
export const runMeasures = {
  'run-duration': 'time',
  gap: 'time',
  'rollback-duration': 'time',
  health: 'share',
} as const;

/** What Bonwart can measure of the service since a run. */
export const serviceMeasures = {
  'api-time': 'time',
  memory: 'size',
  cpu: 'share',
  'query-time': 'time',
  'recovery-start': 'time',
  'mail-time': 'time',
  'orders-lost': 'count',
  uptime: 'share',
  'tickets-undecided': 'count',
  'mails-stuck': 'count',
} as const;

export const measures = { ...runMeasures, ...serviceMeasures } as const;
export type Measure = keyof typeof measures;

/** Units in which a target can be given, with what they are of. */
export const units = {
  minutes: 'time',
  seconds: 'time',
  milliseconds: 'time',
  percent: 'share',
  megabytes: 'size',
  orders: 'count',
  tickets: 'count',
  mails: 'count',
} as const;
export type Unit = keyof typeof units;

/** One thing that must be so for a run to count as a success. */
export const criterionSchema = z
  .strictObject({
    ...item,
    measure: z.enum(Object.keys(measures) as [Measure, ...Measure[]]),
    target: z.number().min(0),
    unit: z.enum(Object.keys(units) as [Unit, ...Unit[]]),
    /** How the measured value must stand to the target. */
    direction: z.enum(['below', 'at-most', 'at-least']),
  })
  .refine(({ measure, unit }) => measures[measure] === units[unit], {
    message: 'the unit does not fit what is measured',
    path: ['unit'],
  });
export type Criterion = z.infer<typeof criterionSchema>;

/** A question that only a person can answer, because it is about the kitchen and not about the Pi. */
export const verificationSchema = z.strictObject({ ...item, question: localizedSchema });
export type Verification = z.infer<typeof verificationSchema>;

export const signingRoleSchema = z.enum(['manager', 'admin']);
export type SigningRole = z.infer<typeof signingRoleSchema>;

/** A look at the service some time after a run that stayed. It makes itself; a person is asked only where something is not as it should be. */
export const lookSchema = z.strictObject({ ...item, after: durationSchema });
export type Look = z.infer<typeof lookSchema>;

/** The looks, and what each of them measures. */
export const afterCareSchema = z
  .strictObject({ looks: z.array(lookSchema).min(1).max(10), criteria: z.array(criterionSchema).min(1).max(20) })
  .superRefine(({ looks, criteria }, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', message });
    const names = [...looks, ...criteria].map(({ id }) => id);
    for (const [place, name] of names.entries())
      if (names.indexOf(name) !== place) refuse(`the after-care uses the name ${name} twice`);
    for (const [place, { id, after }] of looks.entries())
      if (place > 0 && after <= (looks[place - 1]?.after ?? 0))
        refuse(`the look ${id} is not later than the one before`);
    for (const { id, measure } of criteria)
      if (measure in runMeasures) refuse(`${id} measures the run, which is over by then`);
  });
export type AfterCareRules = z.infer<typeof afterCareSchema>;

/** What is looked at after a run has ended, and who signs that it was. */
export const signOffSchema = z
  .strictObject({
    verification: z.array(verificationSchema).min(1).max(20),
    criteria: z.array(criterionSchema).min(1).max(30),
    /** Each role signs once, by a person of its own. */
    roles: z.array(signingRoleSchema).min(1).max(2),
    afterCare: afterCareSchema.optional(),
  })
  .superRefine(({ verification, criteria, roles }, context) => {
    const names: string[] = [...verification, ...criteria].map(({ id }) => id);
    for (const [place, name] of [...names, ...roles].entries())
      if ([...names, ...roles].indexOf(name) !== place)
        context.addIssue({ code: 'custom', message: `the sign-off uses the name ${name} twice` });
  });
export type SignOffRules = z.infer<typeof signOffSchema>;
