import { join } from 'node:path';
import { repository } from './build/layout.ts';
import { staleParts } from './stale.ts';
import { chooseHost } from './start/choose-host.ts';
import { runForeground } from './start/run-foreground.ts';
import { whenNpmEnds } from './start/when-npm-ends.ts';

const words = process.argv.slice(2);
const say = (text: string) => process.stderr.write(`Bonwart: ${text}\n`);

whenNpmEnds(() => process.kill(process.pid, 'SIGTERM'));

const stale = staleParts();
if (stale.length > 0) {
  say(`building ${stale.join(', ')}, once`);
  const code = await runForeground(process.execPath, [join(repository, 'scripts', 'build.ts')], 'stderr');
  if (code !== 0) process.exit(code);
}

const host = await chooseHost(words, say);
const code =
  host.kind === 'electron'
    ? await runForeground(host.binary, [repository, ...words], 'inherit')
    : await runForeground(process.execPath, [join(repository, 'out', 'main', 'browser.js'), ...words], 'inherit');
process.exit(code);
