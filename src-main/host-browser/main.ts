import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Bonwart, createBonwart } from '../host/bonwart.ts';
import { readPageFiles } from '../host/page-files.ts';
import { parts } from '../host/parts.ts';
import { findProjectFolder, usualDataFolder } from '../host/project-places.ts';
import { lockDataFolder } from '../panel/instance-lock.ts';
import { createSessionVault } from '../vault/vault.ts';
import { openInBrowser } from './open-address.ts';
import { type BrowserHostOptions, readOptions } from './options.ts';
import { type BrowserServer, startBrowserServer } from './server.ts';
import { createSessions } from './sessions.ts';

/** Milliseconds for ending well; what is not over then is left to the system. */
const endingDeadlineMs = 20_000;

const say = (text: string) => process.stderr.write(`Bonwart: ${text}\n`);

let options: BrowserHostOptions;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(2);
}

// A practice that was started by itself leaves nothing behind.
const passing = options.practice && options.data === null;
const dataFolder = passing
  ? mkdtempSync(join(tmpdir(), 'bonwart-practice-'))
  : resolve(options.data ?? usualDataFolder(process.platform, process.env));
const lock = lockDataFolder(dataFolder);
if (!lock.held) {
  say(`it is running already (${lock.owner}, data in ${dataFolder}).`);
  process.exit(1);
}

let bonwart: Bonwart | undefined;
let server: BrowserServer | undefined;
let ending: Promise<void> | undefined;

/** Ends everything, once. A second signal does not wait for the first. */
function end(code: number): void {
  if (ending) process.exit(code || 1);
  setTimeout(() => {
    say('something did not end in time.');
    process.exit(1);
  }, endingDeadlineMs).unref();
  ending = (async () => {
    await server?.close();
    await bonwart?.close();
    if (lock.held) lock.release();
    if (passing) rmSync(dataFolder, { recursive: true, force: true });
  })();
  ending.then(
    () => process.exit(code),
    (error: unknown) => {
      say(`it did not end cleanly: ${error instanceof Error ? error.message : error}`);
      process.exit(1);
    },
  );
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0));
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: unknown) => {
    const reference = bonwart?.reportBug(event, error);
    say(`a bug, see crashes/${reference} in ${join(dataFolder, 'logs')}`);
    if (!bonwart) end(1);
  });

try {
  const projectFolder = findProjectFolder(import.meta.dirname);
  const { version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string };
  const vault = createSessionVault();
  bonwart = createBonwart({
    dataFolder,
    projectFolder,
    payloadFolder: join(projectFolder, 'out', 'payload'),
    vault,
    parts,
    resetPins: options.resetPins,
    facts: { version, host: 'browser', startIn: options.practice ? 'practice' : 'home', vault: vault.kind },
  });
  const { panel, dispatcher } = bonwart;
  server = await startBrowserServer({
    files: readPageFiles(join(projectFolder, 'out', 'renderer')),
    sessions: createSessions(),
    dispatcher,
    language: () => panel.preferences.read().language,
    port: options.port,
    onTokenUsed: (next) => say(`a further window opens with ${next}`),
  });
  const address = server.address();
  process.stdout.write(`Bonwart: ${address}\n`);
  if (options.open) openInBrowser(address, () => say(`no browser could be opened; open ${address}`));
} catch (error) {
  say(`it cannot start: ${error instanceof Error ? error.message : error}`);
  end(1);
}
