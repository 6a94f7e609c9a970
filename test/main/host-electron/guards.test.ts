import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { guardContents, guardSession } from '../../../src-main/host-electron/guard-contents.ts';
import { outsidePages } from '../../../src-main/host-electron/outside-pages.ts';
import { isOwnPage } from '../../../src-main/host-electron/own-page.ts';
import { answerPageProtocol } from '../../../src-main/host-electron/page-protocol.ts';
import { windowOptions } from '../../../src-main/host-electron/window-options.ts';

const hostile = [
  'app://bonwart.evil/',
  'app://evil/?next=app://bonwart/',
  'app://user@bonwart/',
  'app://bonwart@evil/',
  'app://bonwart:80/',
  'APP://BONWART@evil/',
  'app:/bonwart/',
  'app:bonwart',
  'app://bonwart\\@evil/',
  'apps://bonwart/',
  'https://bonwart/',
  'http://127.0.0.1:8000/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'about:blank',
  'blob:app://bonwart/x',
  '',
  'app://',
];

test.each(hostile)('%j is not our page', (address) => expect(isOwnPage(address)).toBe(false));
test.each(['app://bonwart/', 'app://bonwart/index.html', 'app://bonwart/#/status'])('%j is our page', (address) =>
  expect(isOwnPage(address)).toBe(true),
);

function fakeContents() {
  const listeners = new Map<string, (event: { url: string; preventDefault(): void }) => void>();
  let openHandler: ((details: { url: string }) => { action: string }) | undefined;
  const outside: string[] = [];
  const contents = {
    on: (name: string, listener: never) => listeners.set(name, listener),
    setWindowOpenHandler: (handler: never) => {
      openHandler = handler;
    },
  };
  guardContents(contents as never, (url) => outside.push(url));
  const prevented = (name: string, url: string) => {
    let was = false;
    listeners.get(name)?.({
      url,
      preventDefault: () => {
        was = true;
      },
    });
    return was;
  };
  return { prevented, outside, open: (url = 'https://example.com/') => openHandler?.({ url }).action };
}

test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s goes nowhere else', (name) => {
  const { prevented } = fakeContents();
  for (const url of hostile) expect(prevented(name, url), url).toBe(true);
  expect(prevented(name, 'app://bonwart/index.html')).toBe(false);
});

test('no webview and no further window', () => {
  const { prevented, open } = fakeContents();
  expect(prevented('will-attach-webview', 'app://bonwart/')).toBe(true);
  expect(open()).toBe('deny');
});

test('a link never gets a window of ours; whether the browser gets it is decided elsewhere, by the pages that the data names', () => {
  const { outside, open } = fakeContents();
  const page = 'https://myaccount.google.com/apppasswords';
  expect(open(page)).toBe('deny');
  expect(outside).toEqual([page]);
  const isOutsidePage = outsidePages(fileURLToPath(new URL('../../..', import.meta.url)));
  const signIn = 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize';
  for (const url of [page, 'https://microsoft.com/devicelogin', `${signIn}?client_id=1&state=2`])
    expect(isOutsidePage(url), url).toBe(true);
  const strange = [`${signIn}/../token?x=1`, signIn.replace('login', 'evil@login'), `${signIn}#x`, `${signIn}.evil/?x`];
  for (const url of [
    ...hostile,
    ...strange,
    'https://myaccount.google.com/',
    `${page}/..`,
    `${page}?next=https://evil/`,
  ])
    expect(isOutsidePage(url), url).toBe(false);
});

test('every permission, device and foreign request is denied; copying text is not', () => {
  let request: (contents: unknown, permission: string, decide: (yes: boolean) => void, details: object) => void =
    () => {};
  let check: (contents: unknown, permission: string, origin: string) => boolean = () => true;
  let device: () => boolean = () => true;
  let before: (details: { url: string }, decide: (answer: { cancel: boolean }) => void) => void = () => {};
  guardSession({
    setPermissionRequestHandler: (handler: never) => {
      request = handler;
    },
    setPermissionCheckHandler: (handler: never) => {
      check = handler;
    },
    setDevicePermissionHandler: (handler: never) => {
      device = handler;
    },
    webRequest: {
      onBeforeRequest: (handler: never) => {
        before = handler;
      },
    },
  } as never);
  const permissions = [
    'clipboard-read',
    'media',
    'display-capture',
    'mediaKeySystem',
    'geolocation',
    'notifications',
    'midi',
    'midiSysex',
    'pointerLock',
    'fullscreen',
    'openExternal',
    'window-management',
    'serial',
    'usb',
    'hid',
    'idle-detection',
    'unknown',
    'fileSystem',
    'storage-access',
    'top-level-storage-access',
    'speaker-selection',
    'keyboardLock',
  ];
  const answers: boolean[] = [];
  for (const permission of permissions) {
    request(null, permission, (yes) => answers.push(yes), { requestingUrl: 'app://bonwart/' });
    answers.push(check(null, permission, 'app://bonwart'));
  }
  request(null, 'clipboard-sanitized-write', (yes) => answers.push(yes), { requestingUrl: 'app://evil/' });
  answers.push(device(), check(null, 'clipboard-sanitized-write', 'https://evil.example'));
  expect(answers).toHaveLength(permissions.length * 2 + 3);
  expect(answers.every((answer) => answer === false)).toBe(true);
  expect(check(null, 'clipboard-sanitized-write', 'app://bonwart')).toBe(true);

  const cancelled = (url: string) => {
    let answer = { cancel: false };
    before({ url }, (decided) => {
      answer = decided;
    });
    return answer.cancel;
  };
  expect(cancelled('app://bonwart/assets/x.js')).toBe(false);
  expect(cancelled('data:image/png;base64,AA')).toBe(false);
  for (const url of [
    'http://127.0.0.1:1/',
    'https://evil.example/',
    'ws://127.0.0.1/',
    'file:///etc/passwd',
    'data:text/html,x',
  ])
    expect(cancelled(url), url).toBe(true);
});

test('the protocol serves the manifest and nothing else', async () => {
  const files = new Map([['/', { mediaType: 'text/html', body: Buffer.from('<html lang="de">') }]]);
  const answer = answerPageProtocol(files, { method: 'GET', url: 'app://bonwart/' }, 'en');
  expect(await answer.text()).toBe('<html lang="en">');
  expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
  for (const url of [
    'app://bonwart/../x',
    'app://bonwart/%2e%2e/x',
    'app://bonwart/a%00',
    'app://bonwart/?x',
    'app://evil/',
    'file:///',
  ])
    expect(answerPageProtocol(files, { method: 'GET', url }, 'de').status, url).toBe(404);
  expect(answerPageProtocol(files, { method: 'POST', url: 'app://bonwart/' }, 'de').status).toBe(405);
});

test('the window is sandboxed', () => {
  expect(windowOptions('/preload.cjs', {}).webPreferences).toEqual({
    preload: '/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  });
});
