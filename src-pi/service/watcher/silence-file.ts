import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** That the service does not answer, as its watcher keeps it until the service can say that it is over. */
const silenceSchema = z.strictObject({
  id: z.uuid(),
  since: z.iso.datetime(),
  /** A mail has told of it. */
  told: z.boolean(),
});
export type Silence = z.infer<typeof silenceSchema>;

/** In the folder of data: the service and its watcher, who are the same user, both reach it. */
export function silenceFile(data: string): string {
  return join(data, 'service-silent.json');
}

/** What the watcher has noted; null without a silence, and for what cannot be read. */
export function readSilence(data: string): Silence | null {
  try {
    return silenceSchema.parse(JSON.parse(readFileSync(silenceFile(data), 'utf8')));
  } catch {
    return null;
  }
}
