import { z } from 'zod';
import { preflightChecks } from '../bonctl/preflight.ts';
import { localizedSchema } from '../localized.ts';
import { durationSchema } from './duration.ts';

const item = { id: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/), title: localizedSchema };

/** Answered by the check before a deployment: the worst of what these checks find. */
export const automaticItemSchema = z.strictObject({
  ...item,
  checks: z.array(z.enum(preflightChecks)).min(1).max(10),
});

/** What the PC knows itself: mails are proven, people are informed, somebody to call is written down, a time is chosen. */
export const ownChecks = ['mail-proven', 'informed', 'contacts', 'window'] as const;
export type OwnCheck = (typeof ownChecks)[number];

/** Answered by what the PC knows. It advises and never forbids. */
export const ownItemSchema = z.strictObject({
  ...item,
  knows: z.enum(ownChecks),
  /** What to do while it is not so. */
  clear: localizedSchema,
});
export type OwnItem = z.infer<typeof ownItemSchema>;

/** Answered by a person, with name and note. */
export const humanItemSchema = z.strictObject({
  ...item,
  question: localizedSchema,
  /** What to do while the answer is not yes. */
  clear: localizedSchema,
  /** Without a yes there is no go. */
  required: z.boolean().default(false),
  /** An older answer counts no more. */
  validFor: durationSchema,
});
export type HumanItem = z.infer<typeof humanItemSchema>;

export const checklistItemSchema = z.union([automaticItemSchema, ownItemSchema, humanItemSchema]);
export type ChecklistItem = z.infer<typeof checklistItemSchema>;

export const checklistGroupSchema = z.strictObject({
  ...item,
  items: z.array(checklistItemSchema).min(1).max(30),
});

/** What must be so before a deployment, and the rules of go and no-go. */
export const readinessSchema = z
  .strictObject({
    /** Below this share of met items there is no go. */
    atLeastPercent: z.number().int().min(0).max(100),
    groups: z.array(checklistGroupSchema).min(1).max(12),
  })
  .superRefine(({ groups }, context) => {
    const names = groups.flatMap((group) => [group.id, ...group.items.map(({ id }) => id)]);
    for (const [place, name] of names.entries())
      if (names.indexOf(name) !== place)
        context.addIssue({ code: 'custom', message: `the checklist uses the name ${name} twice` });
  });
export type Readiness = z.infer<typeof readinessSchema>;

/** The items that people answer. */
export function humanItems(readiness: Readiness): HumanItem[] {
  return readiness.groups.flatMap(({ items }) => items).filter((entry) => 'question' in entry);
}
