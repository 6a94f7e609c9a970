import type { Shell } from 'electron';

/** Opens a page in the person's browser, never in a window of ours; only over HTTPS. False if it did not open. */
export async function openOutside(url: string, shell: Pick<Shell, 'openExternal'>): Promise<boolean> {
  if (URL.parse(url)?.protocol !== 'https:') return false;
  await shell.openExternal(url);
  return true;
}
