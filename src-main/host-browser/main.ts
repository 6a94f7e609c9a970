import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeApp } from '../calls/app.ts';
import { createDispatcher } from '../contract/dispatcher.ts';
import { readPageFiles } from '../host/page-files.ts';
import { findProjectFolder } from '../host/project-places.ts';
import { readOptions } from './options.ts';
import { startBrowserServer } from './server.ts';
import { createSessions } from './sessions.ts';

const options = readOptions(process.argv.slice(2));
const projectFolder = findProjectFolder(import.meta.dirname);
const { version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string };

const dispatcher = createDispatcher(
  {
    'app.info': () =>
      describeApp({ version, host: 'browser', startIn: options.practice ? 'practice' : 'home', vault: 'session' }),
  },
  {
    reportBug: (what, error) => {
      console.error(what, error);
      return 'see the terminal';
    },
  },
);

const server = await startBrowserServer({
  files: readPageFiles(join(projectFolder, 'out', 'renderer')),
  sessions: createSessions(),
  dispatcher,
  port: options.port,
});
console.log(`Bonwart: ${server.address()}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
