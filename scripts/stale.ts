import { payloadIsFresh } from './build/payload.ts';
import { allPrograms, programIsFresh } from './build/programs.ts';
import { rendererIsFresh } from './build/renderer.ts';

/**
 * Names the parts of `out/` that were not made from the sources as they are now, by content. Empty if all is fresh.
 * Looks only at what this machine can build by itself: a payload for a foreign machine never makes a start wait.
 */
export function staleParts(): string[] {
  const stale = allPrograms.filter((program) => !programIsFresh(program)).map(({ name }) => name);
  if (!rendererIsFresh()) stale.unshift('renderer');
  const payload = payloadIsFresh('practice') ? [] : ['payload practice'];
  return [...stale, ...payload];
}

if (import.meta.main) for (const part of staleParts()) console.log(part);
