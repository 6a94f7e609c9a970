import { readFileSync, writeFileSync } from 'node:fs';
import type { Rectangle } from 'electron';
import { z } from 'zod';

const windowStateSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(400).max(20_000),
  height: z.number().int().min(300).max(20_000),
  maximised: z.boolean(),
});
export type WindowState = z.infer<typeof windowStateSchema>;

/** Pixels of the window's top edge that must lie on a screen, so that a hand can take hold of it. */
const reachable = 100;

/** The window's place of last time, or null: none, unreadable, or on a screen that is no longer there. */
export function readWindowState(file: string, screens: readonly Rectangle[]): WindowState | null {
  let state: WindowState | undefined;
  try {
    state = windowStateSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return null;
  }
  if (!state) return null;
  const { x, y, width } = state;
  const seen = screens.some(
    (screen) =>
      x + width >= screen.x + reachable &&
      x <= screen.x + screen.width - reachable &&
      y >= screen.y &&
      y <= screen.y + screen.height - reachable,
  );
  return seen ? state : null;
}

/** Kept for next time; a failure is not worth a word to the person. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(file, JSON.stringify(state), { mode: 0o600 });
  } catch {
    // the window opens at its usual place next time
  }
}
