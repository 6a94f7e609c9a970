import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeImage,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
} from 'electron';
import { type Bonwart, createBonwart } from '../host/bonwart.ts';
import { readPageFiles } from '../host/page-files.ts';
import { parts } from '../host/parts.ts';
import { findProjectFolder } from '../host/project-places.ts';
import { chooseVault } from '../vault/system-vault.ts';
import { type BridgedContents, createBridge } from './bridge.ts';
import { guardContents, guardSession } from './guard-contents.ts';
import { keepRemindingOfLooks } from './look-reminder.ts';
import { openOutside } from './open-outside.ts';
import { outsidePages } from './outside-pages.ts';
import { pageAddress, pageScheme } from './own-page.ts';
import { answerPageProtocol } from './page-protocol.ts';
import { printInHiddenWindow } from './print-page.ts';
import { saveWithDialog } from './save-with-dialog.ts';
import { showNotices } from './show-notices.ts';
import { keepTray } from './tray.ts';
import { windowOptions } from './window-options.ts';
import { keepReminding } from './window-reminder.ts';
import { readWindowState, writeWindowState } from './window-state.ts';

app.enableSandbox();
protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges: { standard: true, secure: true } }]);
const dataArgument = process.argv.indexOf('--data');
const dataFolder = process.argv[dataArgument + 1];
if (dataArgument > 0 && dataFolder) app.setPath('userData', dataFolder);

// One at a time, decided before anything touches the data of the person.
if (app.requestSingleInstanceLock()) {
  const isOutsidePage = outsidePages(findProjectFolder(import.meta.dirname));
  const openIfKnown = async (url: string) => isOutsidePage(url) && openOutside(url, shell);
  app.on('web-contents-created', (_event, contents) =>
    guardContents(contents, (url) => void openIfKnown(url).catch(() => {})),
  );
  app.whenReady().then(() => start(openIfKnown), fail);
} else {
  process.stderr.write('Bonwart: it is running already; its window comes to the front.\n');
  app.exit(0);
}

function fail(error: unknown): void {
  process.stderr.write(`Bonwart: it cannot start: ${error instanceof Error ? error.message : error}\n`);
  app.exit(1);
}

function start(openIfKnown: (url: string) => Promise<boolean>): void {
  const projectFolder = findProjectFolder(import.meta.dirname);
  const folder = app.getPath('userData');
  // In the packed app the payloads lie beside it, because they are read by path and never executed here.
  const packed = join(process.resourcesPath, 'payload');
  const vault = chooseVault(safeStorage, join(folder, 'vault'));
  const bonwart = createBonwart({
    dataFolder: folder,
    projectFolder,
    payloadFolder: app.isPackaged && existsSync(packed) ? packed : join(projectFolder, 'out', 'payload'),
    vault,
    parts,
    printPage: printInHiddenWindow((shape) => new BrowserWindow(shape)),
    saveFile: saveWithDialog((options) => {
      const over = BrowserWindow.getFocusedWindow();
      return over ? dialog.showSaveDialog(over, options) : dialog.showSaveDialog(options);
    }, app.getPath('downloads')),
    resetPins: process.argv.includes('--reset-pins'),
    mailSignIn: { openAddress: openIfKnown },
    facts: {
      version: app.getVersion(),
      host: 'electron',
      startIn: process.argv.includes('--practice') ? 'practice' : 'home',
      vault: vault.kind,
    },
  });
  process.on('uncaughtException', (error) => bonwart.reportBug('uncaughtException', error));
  process.on('unhandledRejection', (error) => bonwart.reportBug('unhandledRejection', error));

  const files = readPageFiles(join(projectFolder, 'out', 'renderer'));
  guardSession(session.defaultSession);
  protocol.handle(pageScheme, (request) =>
    answerPageProtocol(files, request, bonwart.panel.preferences.read().language),
  );
  const bridge = createBridge(ipcMain, bonwart.dispatcher);

  let window: BrowserWindow | undefined;
  const open = () => {
    if (!window || window.isDestroyed()) window = openWindow(folder, (contents) => bridge.trust(contents));
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  open();
  const endTray = startTray(bonwart, projectFolder, open);
  const endNotices = showNotices(bonwart.notices, (words) => {
    if (!Notification.isSupported()) return { close: () => {} };
    const notification = new Notification(words);
    notification.on('click', open);
    notification.show();
    return notification;
  });
  app.on('second-instance', open);
  app.on('activate', open);
  app.on('window-all-closed', () => app.quit());
  endWell(bonwart, () => {
    endTray();
    endNotices();
    bridge.close();
  });
}

function openWindow(folder: string, trust: (contents: BridgedContents) => void): BrowserWindow {
  const stateFile = join(folder, 'window.json');
  const state = readWindowState(
    stateFile,
    screen.getAllDisplays().map(({ workArea }) => workArea),
  );
  const { maximised = false, ...bounds } = state ?? {};
  const window = new BrowserWindow(windowOptions(join(import.meta.dirname, 'preload.cjs'), bounds));
  if (maximised) window.maximize();
  trust(window.webContents as unknown as BridgedContents);
  window.on('close', () => {
    writeWindowState(stateFile, { ...window.getNormalBounds(), maximised: window.isMaximized() });
  });
  window.loadURL(pageAddress).catch(fail);
  return window;
}

function startTray(bonwart: Bonwart, projectFolder: string, open: () => void): () => void {
  const image = nativeImage.createFromBuffer(readFileSync(join(projectFolder, 'resources', 'icons', 'icon.png')));
  let tray: Tray | undefined;
  try {
    tray = new Tray(image.resize({ width: 22, height: 22 }));
    tray.on('click', open);
  } catch {
    // some desktops have no tray; the window says everything that it would
  }
  const notify = (title: string, body: string) => {
    if (Notification.isSupported()) new Notification({ title, body }).show();
  };
  const reminding = keepReminding(bonwart.panel, notify);
  const endLooks = keepRemindingOfLooks(bonwart, notify);
  const end = keepTray(bonwart, {
    show: ({ title, open: openWord, quit }) => {
      tray?.setToolTip(`Bonwart: ${title}`);
      tray?.setContextMenu(
        Menu.buildFromTemplate([
          { label: title, enabled: false },
          { type: 'separator' },
          { label: openWord, click: open },
          { label: quit, click: () => app.quit() },
        ]),
      );
    },
  });
  return () => {
    reminding.end();
    endLooks();
    end();
    tray?.destroy();
  };
}

/** Quitting waits, once and not for ever, until the practice, the connections and the database are closed. */
function endWell(bonwart: Bonwart, before: () => void): void {
  let ended = false;
  app.on('before-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    ended = true;
    const deadline = setTimeout(() => app.exit(1), 20_000);
    before();
    bonwart
      .close()
      .catch((error: unknown) => void bonwart.reportBug('closing', error))
      .finally(() => {
        clearTimeout(deadline);
        app.quit();
      });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
}
