import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../../scripts/build/layout.ts';
import { createBonwart } from '../../src-main/host/bonwart.ts';
import { parts } from '../../src-main/host/parts.ts';
import { createSessionVault, type Vault } from '../../src-main/vault/vault.ts';
import { createContractClient } from '../../src-shared/contract/client.ts';
import type { CallName, EventOf, RequestOf, ResponseOf, StreamName } from '../../src-shared/contract/contract.ts';
import { Refusal } from '../../src-shared/contract/errors.ts';
import type { Target } from '../../src-shared/contract/targets.ts';
import type { TestPi } from './test-pi.ts';

/** What `npm run test:pi` builds before these tests. */
export const payloadFolder = join(repository, 'out', 'payload');
export const platform = `linux-${process.arch}` as 'linux-x64' | 'linux-arm64';

export interface OpenStream {
  /** Resolves when the stream ended by itself. @throws Refusal if it ended with an error */
  readonly ended: Promise<void>;
  close(): void;
}

/** All of Bonwart on a PC but its window: the tests say over the contract what a window would say. */
export interface TestPanel {
  readonly dataFolder: string;
  call<Name extends CallName>(name: Name, request: RequestOf<Name>): Promise<ResponseOf<Name>>;
  open<Name extends StreamName>(
    name: Name,
    request: RequestOf<Name>,
    onEvent?: (event: EventOf<Name>) => void,
  ): OpenStream;
  /** As closing the app; `again` may be started on the same data folder and vault. */
  quit(): Promise<void>;
  dispose(): Promise<void>;
}

export interface TestPanelOptions {
  readonly payloads?: string;
  readonly projectFolder?: string;
  readonly dataFolder?: string;
  readonly vault?: Vault;
  /** Hears every text that the PC sends to its window. */
  readonly onText?: (text: string) => void;
}

export function startPanel(options: TestPanelOptions = {}): TestPanel {
  const payloads = options.payloads ?? payloadFolder;
  if (!existsSync(join(payloads, platform)))
    throw new Error(`${payloads} holds nothing for ${platform}: run these tests with npm run test:pi, which builds it`);
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'bonwart-panel-'));
  const vault = options.vault ?? createSessionVault();
  const bonwart = createBonwart({
    dataFolder,
    projectFolder: options.projectFolder ?? repository,
    payloadFolder: payloads,
    vault,
    parts,
    facts: { version: '0.0.0', host: 'browser', startIn: 'home', vault: vault.kind },
  });
  const client = createContractClient({
    send: (message) => window.receive(JSON.stringify(message)),
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  const window = bonwart.dispatcher.connect((text) => {
    options.onText?.(text);
    client.receive(JSON.parse(text));
  });
  client.connected();
  const quit = async () => {
    window.close();
    await bonwart.close();
  };
  return {
    dataFolder,
    call: async (name, request) => {
      const result = await client.bridge.call(name, request);
      if (!result.ok) throw new Refusal(result.error);
      return result.value;
    },
    open: (name, request, onEvent = () => {}) => {
      let close = () => {};
      const ended = new Promise<void>((resolve, reject) => {
        close = client.bridge.open(name, request, {
          onEvent,
          onEnd: (error) => (error ? reject(new Refusal(error)) : resolve()),
        });
      });
      return { ended, close };
    },
    quit,
    dispose: async () => {
      await quit();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

export type PairingEvent = EventOf<'pairing.pair'>;

/** What a person types to pair a Pi as it comes out of the box. */
export async function pairingOf(pi: TestPi): Promise<RequestOf<'pairing.pair'>> {
  return {
    address: pi.address,
    user: pi.user,
    login: { kind: 'password', password: pi.password },
    acceptedFingerprint: await pi.hostKey(),
    name: pi.name,
  };
}

/** Pairs a Pi and gives its target. */
export async function pair(
  panel: TestPanel,
  request: RequestOf<'pairing.pair'>,
  onEvent: (event: PairingEvent) => void = () => {},
): Promise<Target> {
  let target: Target | null = null;
  await panel.open('pairing.pair', request, (event) => {
    onEvent(event);
    if (event.kind === 'paired') target = event.target;
  }).ended;
  if (!target) throw new Error('the pairing ended without a target');
  return target;
}

/** The code with which something is refused; the text of any other failure; `accepted` if it is not. */
export async function refusalOf(act: Promise<unknown>): Promise<string> {
  try {
    await act;
    return 'accepted';
  } catch (problem) {
    return problem instanceof Refusal ? problem.error.code : String(problem);
  }
}
