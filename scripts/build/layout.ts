import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository, and where the build puts what it makes. All absolute. */
export const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const output = join(repository, 'out');
export const stamps = join(output, '.stamps');
export const programs = join(output, 'programs');
export const payloads = join(output, 'payload');
export const objects = join(payloads, 'objects');
export const downloads = join(repository, '.cache');
