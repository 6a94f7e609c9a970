import type { ScreenNotices } from '../screen-notices/screen-notices.ts';

/** The part of Electron that a notice needs, given by the host. */
export type ShowNotification = (words: { title: string; body: string }) => { close(): void };

/**
 * Shows what the screen is to tell, each in place of the one before about the same thing. What is shown is kept in hand until then:
 * a notification that nobody holds no longer hears that it was clicked. Returns the function that ends it.
 */
export function showNotices(notices: ScreenNotices, show: ShowNotification): () => void {
  const shown = new Map<string, { close(): void }>();
  const end = notices.listen(({ tag, title, body }) => {
    shown.get(tag)?.close();
    shown.set(tag, show({ title, body }));
  });
  return () => {
    end();
    for (const notification of shown.values()) notification.close();
    shown.clear();
  };
}
