import { config } from 'zod';

/** The policy of the window forbids code from strings, and zod would try it. Stands beside the schemas, because it must run before the first is made. */
config({ jitless: true });
