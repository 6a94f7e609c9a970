import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { versionSchema } from '../../src-shared/bonctl/release.ts';
import { fromSources, versionFile } from './program-files.ts';

/** The version of this release. From the sources it is the project's, marked `-source`. */
export function releaseVersion(): string {
  const { version } = z.looseObject({ version: versionSchema }).parse(JSON.parse(readFileSync(versionFile, 'utf8')));
  return fromSources ? `${version}-source` : version;
}
