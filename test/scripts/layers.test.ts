import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { checkFile, checkTogether } from '../../scripts/layers/check.ts';
import { readSource } from '../../scripts/layers/source.ts';

/** Path, text, and a part of the finding; `undefined` for what must stay allowed. */
const plants: [path: string, text: string, problem: string | undefined][] = [
  ['src-renderer/a.ts', "import { x } from '../src-main/x.ts';", 'from src-main'],
  ['src-renderer/a.ts', "import type { X } from '../src-pi/x.ts';", 'from src-pi'],
  ['src-main/a.ts', "export * from '../src-pi/x.ts';", 'from src-pi'],
  ['src-main/a/b.ts', "await import('../../src-renderer/x.ts');", 'from src-renderer'],
  ['src-pi/a.ts', "type X = import('../src-main/x.ts').X;", 'from src-main'],
  ['src-shared/a.ts', "import { x } from '../src-pi/x.ts';", 'from src-pi'],
  ['src-pi/a.ts', "import { x } from '../test/x.ts';", 'from test'],
  ['src-pi/a.ts', "import x from '../package.json';", 'outside the rooms'],
  ['src-pi/a.ts', "import { x } from '../src-shared/x.ts';", undefined],
  ['scripts/a.ts', "import { x } from '../src-main/x.ts';", 'from src-main'],
  ['test/a.ts', "import { x } from '../src-main/x.ts';", undefined],
  ['src-shared/a.ts', "import { readFileSync } from 'node:fs';", 'no Node in src-shared'],
  ['src-shared/a.ts', "import { readFileSync } from 'fs';", 'no Node in src-shared'],
  ['src-renderer/a.tsx', "import { join } from 'node:path';", 'no Node in src-renderer'],
  ['src-main/a.ts', "import { app } from 'electron';", 'Electron belongs'],
  ['src-main/a.ts', "import type { App } from 'electron/main';", 'Electron belongs'],
  ['src-main/host-electron/a.ts', "import { app } from 'electron';", undefined],
  ['src-main/calls/a.ts', "import { Client } from 'ssh2';", 'SSH belongs'],
  ['src-main/ssh/a.ts', "import { Client } from 'ssh2';", undefined],
  ['src-main/host-electron/a.ts', 'const { ipcMain } = electron;', undefined],
  ['src-main/calls/a.ts', 'const { ipcMain } = electron;', 'uses ipcMain outside'],
  ['src-renderer/a.ts', 'window.ipcRenderer.send();', 'uses ipcRenderer outside'],
  ['src-main/calls/a.ts', "import { connect } from 'node:net';", 'a socket belongs'],
  ['src-main/calls/a.ts', "const { connect } = require('tls');", 'a socket belongs'],
  ['src-main/calls/a.ts', "import { WebSocketServer } from 'ws';", 'a socket belongs'],
  ['src-renderer/a.ts', "const answer = await fetch('/x');", 'with fetch'],
  ['src-renderer/a.ts', 'new WebSocket(address);', 'with WebSocket'],
  ['src-pi/service/printer/a.ts', "import { connect } from 'node:net';", undefined],
  ['src-main/calls/a.ts', "import Database from 'better-sqlite3';", 'a database belongs'],
  ['src-pi/service/database/a.ts', "import Database from 'better-sqlite3';", undefined],
  ['src-main/a.ts', "import { createRoot } from 'react-dom/client';", 'React belongs'],
  ['src-renderer/a.tsx', '<p dangerouslySetInnerHTML={{ __html: x }} />;', 'dangerouslySetInnerHTML'],
  ['src-pi/a.ts', "import { exec } from 'node:child_process';", 'can start a shell'],
  ['src-pi/a.ts', "import * as processes from 'child_process';", 'can start a shell'],
  ['src-pi/a.ts', "import { execFile } from 'node:child_process';", undefined],
  ['src-pi/a.ts', "spawn('ls', [], { shell: true });", 'switches on a shell'],
  ['src-pi/a.ts', 'await import(name);', 'only a run can tell'],
  ['src-pi/a.ts', '\n'.repeat(301), 'has 301 lines'],
  ['src-pi/a.ts', '\n'.repeat(300), undefined],
  ['src-main/a.ts', "// import { app } from 'electron';\nconst text = \"import 'ssh2'\";", undefined],
];

test.each(plants)('%s with %j: %s', (path, text, problem) => {
  const found = checkFile(readSource(path, text)).map((finding) => finding.problem);
  if (problem === undefined) expect(found).toEqual([]);
  else expect(found.join('\n')).toContain(problem);
});

test('a second file that touches ipcMain is found', () => {
  const sources = ['a', 'b'].map((name) => readSource(`src-main/host-electron/${name}.ts`, 'ipcMain.handle();'));
  expect(checkTogether(sources.slice(0, 1))).toEqual([]);
  expect(checkTogether(sources).map(({ path }) => path)).toEqual(['src-main/host-electron/b.ts']);
});

test('the command goes red on a planted import and on a tsconfig that lets Node into the shared room', () => {
  const root = mkdtempSync(join(tmpdir(), 'bonwart-layers-'));
  try {
    for (const room of ['src-shared', 'src-pi', 'src-main', 'src-renderer'])
      cpSync(`${room}/tsconfig.json`, join(root, room, 'tsconfig.json'));
    expect(runLayers(root)).toMatchObject({ status: 0 });
    plant(join(root, 'src-pi/control/a.ts'), "import { app } from 'electron';");
    plant(join(root, 'src-shared/tsconfig.json'), '{"compilerOptions":{"types":["node"]}}');
    const red = runLayers(root);
    expect(red.status).toBe(1);
    expect(red.stdout).toContain('src-pi/control/a.ts: imports electron');
    expect(red.stdout).toContain('src-shared/tsconfig.json: lets the types of Node in');
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

function plant(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function runLayers(root: string): { status: number | null; stdout: string } {
  const { status, stdout } = spawnSync(process.execPath, ['scripts/check-layers.ts', root], { encoding: 'utf8' });
  return { status, stdout };
}
