import { z } from 'zod';
import { versionSchema } from '../bonctl/release.ts';
import { runIdSchema } from '../bonctl/run.ts';
import {
  announcementRecordSchema,
  chosenWindowSchema,
  contactSchema,
  guideSchema,
  informedSchema,
} from '../guide/guide.ts';
import { announcementSchema } from '../runbook/announcements.ts';
import { triggerSchema } from '../runbook/triggers.ts';
import { busyHoursSchema } from '../service/history.ts';
import { call } from './define.ts';
import { targetIdSchema } from './targets.ts';

const onTarget = { targetId: targetIdSchema };
const guideAnswer = z.object({
  guide: guideSchema,
  /** What the runbook says: reasons for going back, and mails to those who are to know. */
  triggers: z.array(triggerSchema),
  announcements: z.array(announcementSchema),
});
const onVersion = { ...onTarget, version: versionSchema };

export const guideCalls = {
  /** What people have arranged around the deployments of a target. */
  'guide.read': call(z.strictObject(onTarget), guideAnswer),
  /** Only what is given changes. */
  'guide.change': call(
    z.strictObject({
      ...onTarget,
      contacts: z.array(contactSchema).max(8).optional(),
      informed: informedSchema.optional(),
      window: chosenWindowSchema.nullable().optional(),
    }),
    guideAnswer,
  ),
  /** Orders of eight weeks by the hour in which they came. Refuses with `service.too-old` where the service cannot tell. */
  'guide.busyHours': call(z.strictObject(onTarget), busyHoursSchema),
  /** Mails about a run, or about a version before its run, and what became of each. */
  'announcements.list': call(
    z.strictObject({ ...onTarget, about: z.union([runIdSchema, versionSchema]) }),
    z.array(announcementRecordSchema),
  ),
  /** Sends that a deployment is planned, once for each window. Refuses with `guide.no-window` and `guide.nobody-informed`. */
  'announcements.sendBefore': call(
    z.strictObject({ ...onVersion, person: z.string().trim().max(100).default('') }),
    z.array(announcementRecordSchema),
  ),
};
