import { config } from 'zod';

/** The page's policy forbids code from strings, and zod would try it. Imported before any schema. */
config({ jitless: true });
