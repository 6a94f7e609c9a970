import { builtinModules } from 'node:module';

/** The rooms and which others each may import. Tests and scripts stand outside the house. */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  'src-shared': [],
  'src-pi': ['src-shared'],
  'src-main': ['src-shared'],
  'src-renderer': ['src-shared'],
  scripts: ['src-shared'],
  test: ['src-shared', 'src-pi', 'src-main', 'src-renderer', 'scripts'],
};

/** The rooms whose code runs in a browser or anywhere: nothing of Node is there. */
export const roomsWithoutNode = ['src-shared', 'src-renderer'];

/** What is of Node, with and without its prefix. */
export function isNodeModule(module: string): boolean {
  return module.startsWith('node:') || builtinModules.includes(module.split('/')[0] ?? '');
}

/** Something that only a few places may use. A place is a file, or a folder with all below it. */
export interface Guarded {
  readonly what: string;
  readonly modules: readonly string[];
  /** Globals that do the same when called or constructed. */
  readonly calls: readonly string[];
  readonly places: Readonly<Record<string, string>>;
}

export const guarded: readonly Guarded[] = [
  {
    what: 'Electron',
    modules: ['electron'],
    calls: [],
    places: { 'src-main/host-electron': 'the one host that runs in it; everything else runs in Node too' },
  },
  {
    what: 'SSH',
    modules: ['ssh2'],
    calls: [],
    places: {
      'src-main/ssh': 'the one door to a target, behind one interface',
      'src-main/practice': 'the practice Pi is the other end of that door',
    },
  },
  {
    what: 'a socket',
    modules: ['node:net', 'node:http', 'node:https', 'node:http2', 'node:tls', 'node:dgram', 'ws', 'bonjour-service'],
    calls: ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'],
    places: {
      'src-main/host-browser': 'serves the window and the contract on loopback',
      'src-renderer/bridge': 'the one way of the window to the host that served it',
      'src-main/ssh': 'connects to a target, and tunnels to its service',
      'src-main/discovery': 'finds Pis by mDNS',
      'src-main/mail-providers': 'asks a domain over HTTPS where its mailboxes hand over their mails',
      'src-main/mail-sign-in':
        'asks who signs people in to mailboxes, and waits on loopback for the browser to come back',
      'src-main/service-api': 'speaks HTTP with the print service, through the SSH connection',
      'src-main/practice': 'the pretend Wix shop, printer and target, on loopback',
      'src-pi/control/health': 'asks the service on loopback how it is',
      'src-pi/control/preflight': 'looks whether the shop, the mail server and the printer can be reached',
      'src-pi/service/api': 'the API of the service',
      'src-pi/service/printer': 'the printer on TCP port 9100, and the lease of a printer',
      'src-pi/service/watcher': 'asks the service on this machine whether it answers',
      'src-pi/service/wix': 'the orders of the shop',
      'src-pi/service/mail': 'mail servers, and the address outside that is called while all is well',
    },
  },
  {
    what: 'a database',
    modules: ['better-sqlite3', 'node:sqlite'],
    calls: [],
    places: {
      'src-main/panel': "the PC's own history",
      'src-pi/service/database': 'the worker that alone writes the orders',
      'src-pi/control/database': 'backup, check and migration while the service may be down',
    },
  },
  {
    what: 'React',
    modules: ['react', 'react-dom', 'react-aria-components', 'react-i18next', 'lucide-react', 'zustand'],
    calls: [],
    places: { 'src-renderer': 'the window is the only room with a DOM' },
  },
];

/** Names that exactly one file may mention, below one folder. */
export const inOneFile: Readonly<Record<string, string>> = {
  ipcMain: 'src-main/host-electron',
  ipcRenderer: 'src-main/host-electron',
};

/** Names that no file may mention. */
export const forbiddenNames: Readonly<Record<string, string>> = {
  dangerouslySetInnerHTML: 'puts foreign text into the page as code',
};

/** What may not be taken from `node:child_process`: these hand a string to a shell. */
export const shellFunctions = ['exec', 'execSync', '*', 'default'];

/** A file is one idea; past this many lines it is two. */
export const longest = 300;
