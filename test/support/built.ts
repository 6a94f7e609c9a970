import { staleParts } from '../../scripts/stale.ts';

/** The reason why a test that needs built parts cannot run now, or null. Building takes a minute; `npm run build` does it. */
export function reasonNotBuilt(...needed: readonly string[]): string | null {
  const stale = staleParts().filter((part) => needed.includes(part));
  return stale.length === 0 ? null : `not built from these sources: ${stale.join(', ')} (npm run build)`;
}
