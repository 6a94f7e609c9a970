import { z } from 'zod';

/** A sentence in both languages of the product. German is the first, English the second; neither may be empty. */
export const localizedSchema = z.strictObject({ de: z.string().min(1), en: z.string().min(1) });
export type Localized = z.infer<typeof localizedSchema>;

export const languageSchema = z.enum(['de', 'en']);
export type Language = z.infer<typeof languageSchema>;
