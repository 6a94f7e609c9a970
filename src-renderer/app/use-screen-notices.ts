import { useEffect } from 'react';
import { bridge } from '../bridge/bridge.ts';

/** Milliseconds until what has ended with an error is asked for again. */
const againAfterMs = 5_000;

/** Shows by the browser's own notifications what the host has to say, if the person has let it. A click brings this window to the front. */
export function useScreenNotices(): void {
  useEffect(() => {
    let close = () => {};
    let again: ReturnType<typeof setTimeout> | undefined;
    const begin = () => {
      close = bridge.open(
        'app.notices',
        {},
        {
          onEvent: ({ tag, title, body }) => {
            if (!('Notification' in window) || Notification.permission !== 'granted') return;
            // Two windows of one browser show the same tag once.
            const shown = new Notification(title, { tag, body });
            shown.onclick = () => window.focus();
          },
          onEnd: (error) => {
            if (error) again = setTimeout(begin, againAfterMs);
          },
        },
      );
    };
    begin();
    return () => {
      close();
      clearTimeout(again);
    };
  }, []);
}
