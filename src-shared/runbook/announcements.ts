import { z } from 'zod';
import { type Localized, localizedSchema } from '../localized.ts';
import { durationSchema } from './duration.ts';

/** When people who are not at the window hear of a deployment. */
export const occasions = ['before', 'started', 'progress', 'done', 'rolled-back', 'after-care'] as const;
export const occasionSchema = z.enum(occasions);
export type Occasion = z.infer<typeof occasionSchema>;

/** What a template may name. */
export const announcementPlaceholders = [
  'pi',
  'version',
  'previous',
  'when',
  'step',
  'minutes',
  'person',
  'result',
] as const;
export type AnnouncementValues = Readonly<Record<(typeof announcementPlaceholders)[number], string>>;

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;

function unknownPlaceholders({ de, en }: Localized): string[] {
  const names = [...`${de} ${en}`.matchAll(placeholder)].map(([, name]) => name ?? '');
  return names.filter((name) => !(announcementPlaceholders as readonly string[]).includes(name));
}

const templateSchema = localizedSchema.superRefine((template, context) => {
  for (const name of unknownPlaceholders(template))
    context.addIssue({ code: 'custom', message: `no announcement knows {{${name}}}` });
});

/** A mail to those who are to know. Paragraphs are parted by an empty line. */
export const announcementSchema = z.strictObject({
  occasion: occasionSchema,
  /** For `before`: how long before the planned start it is due. */
  ahead: durationSchema.optional(),
  /** For `progress`: how often while it runs. */
  every: durationSchema.refine((every) => every >= 60_000, 'at most one a minute').optional(),
  title: localizedSchema,
  subject: templateSchema,
  text: templateSchema,
});
export type Announcement = z.infer<typeof announcementSchema>;

/** What goes out: one line, and a few paragraphs. */
export interface ComposedAnnouncement {
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

/** Fills a template. What comes in as a value is text, whatever it looks like, and the subject stays one line. */
export function composeAnnouncement(
  { subject, text }: Pick<Announcement, 'subject' | 'text'>,
  values: AnnouncementValues,
  language: 'de' | 'en',
): ComposedAnnouncement {
  const filled = (template: string) =>
    template.replace(placeholder, (_whole, name: keyof AnnouncementValues) => values[name] ?? '');
  return {
    subject: filled(subject[language]).replace(/\s+/g, ' ').trim().slice(0, 150),
    paragraphs: filled(text[language])
      .split(/\n\s*\n/)
      .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim().slice(0, 1000))
      .filter((paragraph) => paragraph !== '')
      .slice(0, 20),
  };
}
