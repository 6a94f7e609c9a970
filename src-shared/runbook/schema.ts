import { z } from 'zod';
import { localizedSchema } from '../localized.ts';
import { announcementSchema } from './announcements.ts';
import { durationSchema } from './duration.ts';
import { readinessSchema } from './readiness.ts';
import { signOffSchema } from './sign-off.ts';
import { triggerSchema } from './triggers.ts';

/** The actions that bonctl knows. Each brings its own check and undo; a runbook only names it. */
export const actionNames = [
  'check-machine',
  'check-database',
  'backup',
  'stage-release',
  'rehearse-migration',
  'take-over',
  'write-settings',
  'install-units',
  'stop-service',
  'migrate-database',
  'switch-release',
  'start-service',
  'verify-health',
  'prove-backup',
  'export-newer',
  'restore-database',
  'restore-settings',
] as const;

const identifier = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/);

/** A command on the target: a program and its arguments, never a shell string. */
export const commandSchema = z.strictObject({
  program: z.string().regex(/^[A-Za-z0-9_./-]+$/),
  arguments: z.array(z.string()).max(50).default([]),
  /** Working directory; the release's folder if not given. */
  in: z.string().optional(),
});
export type Command = z.infer<typeof commandSchema>;

const common = {
  id: identifier,
  title: localizedSchema,
  /** What the step does and why, for the person who watches. */
  explanation: localizedSchema,
  /** After this it is stopped and counts as failed. */
  timeout: durationSchema,
  /** How long it usually takes; shown beside the clock. */
  expected: durationSchema,
  /** Does the kitchen notice? */
  interrupts: z.boolean().default(false),
  /** An optional step may be skipped with a reason. */
  optional: z.boolean().default(false),
};

export const useStepSchema = z.strictObject({
  ...common,
  use: z.enum(actionNames),
  with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});

export const runStepSchema = z.strictObject({
  ...common,
  run: commandSchema,
  /** Exit 0 says that the step is done. Decides after a crash. */
  check: commandSchema,
  /** Takes it back. `none` says that there is nothing to take back, and why. */
  undo: z.union([commandSchema, z.strictObject({ none: localizedSchema })]),
});

export const askStepSchema = z.strictObject({
  ...common,
  ask: localizedSchema,
  /** What happens when nobody answers in time. */
  silence: z.enum(['continue', 'rollback']).default('rollback'),
});

export const stepSchema = z.union([useStepSchema, runStepSchema, askStepSchema]);
export type Step = z.infer<typeof stepSchema>;

export const phaseSchema = z.strictObject({
  id: identifier,
  title: localizedSchema,
  steps: z.array(stepSchema).min(1).max(40),
});
export type Phase = z.infer<typeof phaseSchema>;

/** One setting that the deployment writes into the service's `.env`. */
export const settingSchema = z.strictObject({
  key: z.string().regex(/^[A-Z][A-Z0-9_]{0,60}$/),
  title: localizedSchema,
  explanation: localizedSchema,
  secret: z.boolean().default(false),
  required: z.boolean().default(false),
  default: z.string().max(2000).optional(),
  /** A regular expression for the whole value. */
  pattern: z.string().max(400).optional(),
  choices: z.array(z.strictObject({ value: z.string(), title: localizedSchema })).optional(),
});
export type Setting = z.infer<typeof settingSchema>;

export const runbookSchema = z
  .strictObject({
    runbook: z.literal(1),
    id: identifier,
    title: localizedSchema,
    explanation: localizedSchema,
    /** Name of the release that it deploys. */
    release: identifier,
    /** Where it lives on the target, absolute. */
    place: z.string().regex(/^\/[A-Za-z0-9._/-]+$/),
    guard: z.strictObject({
      /** From arming to the health verdict. Extended only by a step that ends. */
      startWindow: durationSchema,
      /** From the health verdict to a person's confirmation. */
      confirmationWindow: durationSchema,
    }),
    settings: z.array(settingSchema).max(60).default([]),
    readiness: readinessSchema.optional(),
    triggers: z.array(triggerSchema).max(20).optional(),
    announcements: z.array(announcementSchema).max(10).optional(),
    signOff: signOffSchema.optional(),
    phases: z.array(phaseSchema).min(1).max(12),
  })
  .superRefine((runbook, context) => {
    const seen = new Set<string>();
    for (const step of runbook.phases.flatMap((phase) => [phase, ...phase.steps])) {
      if (seen.has(step.id)) context.addIssue({ code: 'custom', message: `the name ${step.id} is used twice` });
      seen.add(step.id);
    }
    const named = [
      ...(runbook.triggers ?? []).map(({ id }) => id),
      ...(runbook.announcements ?? []).map((a) => a.occasion),
    ];
    for (const [place, name] of named.entries())
      if (named.indexOf(name) !== place) context.addIssue({ code: 'custom', message: `${name} stands there twice` });
  });
export type Runbook = z.infer<typeof runbookSchema>;

/** A runbook as its engine needs it: without what is between people and the PC, which an older bonctl does not know. */
export function forEngine(runbook: Runbook): Runbook {
  const { readiness: _list, triggers: _advice, announcements: _mails, signOff: _after, ...rest } = runbook;
  return rest;
}

/** What a step does, by the one act that it has. */
export function actOf(step: Step): 'use' | 'run' | 'ask' {
  if ('use' in step) return 'use';
  return 'run' in step ? 'run' : 'ask';
}
