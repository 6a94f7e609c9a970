import type { Session, WebContents } from 'electron';
import { isOwnPage } from './own-page.ts';

/** The one thing that the page may ask of the system: copying text. */
const allowedPermission = 'clipboard-sanitized-write';

type Contents = Pick<WebContents, 'on' | 'setWindowOpenHandler'>;

/**
 * Keeps web contents on our own page: no other address, no further window, no webview. A link that wants a window of its own is told to `onOutside`,
 * which decides whether the person's browser gets it.
 */
export function guardContents(contents: Contents, onOutside: (url: string) => void): void {
  const stay = (event: { preventDefault(): void; url: string }) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    onOutside(url);
    return { action: 'deny' };
  });
}

type GuardedSession = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
> & { readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'> };

/** Denies what Electron allows by itself: permissions, devices, and every request that is not for our own page. */
export function guardSession(session: GuardedSession): void {
  session.setPermissionRequestHandler((_contents, permission, decide, details) => {
    decide(permission === allowedPermission && isOwnPage(details.requestingUrl));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === allowedPermission && isOwnPage(`${origin.replace(/\/$/, '')}/`),
  );
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !isOwnPage(details.url) && !details.url.startsWith('data:image/') });
  });
}
