import { z } from 'zod';
import { languageSchema } from '../localized.ts';
import { call, stream } from './define.ts';

export const themeSchema = z.enum(['system', 'light', 'dark']);
export const preferencesSchema = z.strictObject({ language: languageSchema, theme: themeSchema });
export type Preferences = z.infer<typeof preferencesSchema>;

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
};
