import { z } from 'zod';
import { languageSchema } from '../localized.ts';
import { call, stream } from './define.ts';

export const themeSchema = z.enum(['system', 'light', 'dark']);
/** The bell when a ticket waits for a person: never, once for each, or every minute until somebody has decided. */
export const soundSchema = z.enum(['off', 'once', 'repeat']);
/** The list of what a restaurant does first: shown until all of it is done, or hidden because somebody knows the way. */
export const firstStepsSchema = z.enum(['shown', 'hidden']);
/** Whether the computer's screen tells of trouble while another window is in front. */
export const noticesSchema = z.enum(['on', 'off']);
export const preferencesSchema = z.strictObject({
  language: languageSchema,
  theme: themeSchema,
  sound: soundSchema,
  firstSteps: firstStepsSchema,
  notices: noticesSchema,
});
export type Preferences = z.infer<typeof preferencesSchema>;

/** What the computer's screen tells beside the window. The same `tag` takes the place of the one before. */
export const screenNoticeSchema = z.object({ tag: z.string(), title: z.string(), body: z.string() });
export type ScreenNotice = z.infer<typeof screenNoticeSchema>;

export const appCalls = {
  /** What runs here. `startIn` is where the window goes first: `practice` after `npm start -- --practice`. */
  'app.info': call(
    z.strictObject({}),
    z.object({
      version: z.string(),
      host: z.enum(['electron', 'browser']),
      platform: z.string(),
      computerName: z.string(),
      userName: z.string(),
      startIn: z.enum(['home', 'practice']),
      /** `session`: this computer has no password safe, secrets are kept until the app closes. */
      vault: z.enum(['system', 'session']),
    }),
  ),
  'app.preferences': stream(z.strictObject({}), preferencesSchema),
  'app.setPreferences': call(preferencesSchema.partial(), preferencesSchema),
  /** What the page is to show by the browser's own notifications. Electron shows it itself, and tells its window nothing. */
  'app.notices': stream(z.strictObject({}), screenNoticeSchema),
};
