import { join } from 'node:path';
import { repository } from '../../scripts/build/layout.ts';
import { type BonwartParts, createBonwart } from '../../src-main/host/bonwart.ts';
import { readPageFiles } from '../../src-main/host/page-files.ts';
import { parts } from '../../src-main/host/parts.ts';
import { startBrowserServer } from '../../src-main/host-browser/server.ts';
import { createSessions } from '../../src-main/host-browser/sessions.ts';
import type { Vault } from '../../src-main/vault/vault.ts';

export interface WindowServer {
  /** The address with its one-time token. */
  readonly url: string;
  /** As closing the app. */
  close(): Promise<void>;
}

/** Bonwart as the browser host runs it, but in the test's own process, so that a test can replace parts of it. The window must be built. */
export async function serveWindow(options: {
  readonly dataFolder: string;
  readonly vault: Vault;
  readonly startIn: 'home' | 'practice';
  /** Where `resources/` and `migrations/` lie; the repository unless told. */
  readonly projectFolder?: string | undefined;
  readonly payloadFolder: string;
  readonly parts?: Partial<BonwartParts>;
}): Promise<WindowServer> {
  const { dataFolder, vault, startIn, projectFolder = repository, payloadFolder } = options;
  const bonwart = createBonwart({
    ...{ dataFolder, projectFolder, payloadFolder, vault },
    parts: { ...parts, ...options.parts },
    facts: { version: '0.0.0', host: 'browser', startIn, vault: vault.kind },
  });
  const server = await startBrowserServer({
    files: readPageFiles(join(repository, 'out', 'renderer')),
    sessions: createSessions(),
    dispatcher: bonwart.dispatcher,
    language: () => bonwart.panel.preferences.read().language,
    port: 0,
  });
  return {
    url: server.address(),
    close: async () => {
      await server.close();
      await bonwart.close();
    },
  };
}
