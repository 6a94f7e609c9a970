import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { places } from '../../src-shared/bonctl/places.ts';
import { refuse } from '../../src-shared/contract/errors.ts';
import type { PracticeMail } from '../../src-shared/contract/practice.ts';
import type { Practice, PracticeOptions, PracticePaper, PracticeView } from './interface.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';
import type { PracticeMemory, ShopMemory } from './memory.ts';
import { readShop, rememberPractice, writeJson } from './memory.ts';
import { freshPassword, hostIdentity } from './pi/identity.ts';
import { endProcesses, rootVariable } from './pi/processes.ts';
import { startSshServer } from './pi/ssh-server.ts';
import type { VirtualPrinter } from './printer/printer.ts';
import { startPrinter } from './printer/printer.ts';
import { readSamples } from './shop/samples.ts';
import type { Shop } from './shop/shop.ts';
import { startShop } from './shop/shop.ts';

const user = 'pi';
/** Orders that the view names, newest first. */
const maximumOrdersShown = 100;
/** A TM-m30III prints about 70 lines a second; a little slower is nicer to watch. */
const usualLinesPerSecond = 60;
const bootMilliseconds = 20_000;

/**
 * Starts a practice Pi: SSH server, shop, mailbox and printer on loopback, everything below `directory`. Processes that an earlier practice
 * in this directory left behind are ended first. Throws `practice.cannot-start` where it cannot run.
 */
export async function startPractice(options: PracticeOptions): Promise<Practice> {
  checkMachine();
  const log = options.log ?? (() => undefined);
  const progress = options.progress ?? (() => undefined);
  const samples = readSamples(options.samplesFolder);
  const { root, home } = makeFolders(options.directory);
  const paperMillimetres = options.paperMillimetres ?? 80;
  await endProcesses(root, []);
  const memory = await rememberPractice(join(options.directory, 'practice.json'));
  const shopFile = join(options.directory, 'shop', 'orders.json');
  const before: ShopMemory = readShop(shopFile);
  const titles = { ...before.titles };

  const started: { stop(): Promise<void> }[] = [];
  const stopStarted = async (): Promise<void> => {
    for (const part of started.splice(0).reverse()) await part.stop();
  };
  const step = async <Part extends { stop(): Promise<void> }>(
    name: 'printer' | 'shop' | 'mailbox' | 'pi',
    start: () => Promise<Part>,
  ): Promise<Part> => {
    progress(name, 'running');
    const part = await start().catch(async (error: unknown) => {
      await stopStarted();
      throw refuse('practice.cannot-start', { problem: `${name}: ${String(error)}` });
    });
    started.push(part);
    progress(name, 'done');
    return part;
  };

  const printer = await step('printer', () =>
    startPrinter({ port: memory.ports.printer, switches: { linesPerSecond: usualLinesPerSecond, ...options.printer } }),
  );
  const listeners = new Set<(view: PracticeView) => void>();
  const shop = await step('shop', () =>
    startShop({
      port: memory.ports.shop,
      apiKey: memory.apiKey,
      siteId: memory.siteId,
      before: before.orders,
      changed: (orders) => {
        writeJson(shopFile, { orders, titles });
        tell();
      },
    }),
  );
  const mailListeners = new Set<(mails: readonly PracticeMail[]) => void>();
  const mailbox = await step('mailbox', () => {
    const ports = { tls: memory.ports.mailTls, starttls: memory.ports.mailStarttls };
    const received = () => {
      for (const listener of [...mailListeners]) listener(mailbox.mails());
    };
    return openMailbox({ root, ports, received });
  });
  const groups = new Set<number>();
  const password = freshPassword();
  const identity = hostIdentity(join(options.directory, 'ssh'));
  const ssh = await step('pi', () =>
    startSshServer({
      port: memory.ports.ssh,
      hostKey: identity.privateKey,
      login: { user, password, authorizedKeys: join(home, '.ssh', 'authorized_keys') },
      shell: { home, environment: environmentOf(root, home), groups },
      log,
    }),
  );
  let running = true;
  await bootPi(root, environmentOf(root, home), log);

  const view = (): PracticeView => viewOf(printer, shop, mailbox, { running, paperMillimetres, titles, samples });
  function tell(): void {
    for (const listener of [...listeners]) listener(view());
  }
  printer.watch((event) => {
    if (event.kind === 'switches') tell();
  });

  return {
    address: '127.0.0.1',
    port: ssh.port,
    user,
    password,
    hostKey: identity.fingerprint,
    root,
    settings: { ...settingsOf(memory, shop.baseUrl, paperMillimetres), ...mailbox.settings },
    secretSettings: ['WIX_API_KEY'],
    mailPassword: mailbox.password,
    state: view,
    watch(listener) {
      listeners.add(listener);
      listener(view());
      return () => listeners.delete(listener);
    },
    paper: (listener) => watchPaper(printer, listener),
    mails(listener) {
      mailListeners.add(listener);
      listener(mailbox.mails());
      return () => mailListeners.delete(listener);
    },
    recogniseMail: mailbox.recognise,
    placeOrder(id) {
      const sample = samples.find((one) => one.id === id);
      if (!sample) throw new RangeError(`there is no sample order ${id}`);
      const order = shop.place(sample);
      titles[order.id] = sample.title.de;
      writeJson(shopFile, { orders: shop.orders.all(), titles });
      tell();
      return { id: order.id, number: order.number };
    },
    cancelOrder: (id) => shop.orders.cancel(id),
    setPrinter: ({ power, paper, cover }) =>
      printer.set({
        ...(power === undefined ? {} : { power }),
        ...(paper === undefined ? {} : { paper }),
        ...(cover === undefined ? {} : { cover }),
      }),
    async setInternet(on) {
      await shop.set({ internet: on });
      await mailbox.setInternet(on);
      tell();
    },
    async setMailbox(trouble) {
      await mailbox.setTrouble(trouble);
      tell();
    },
    async stop() {
      if (!running) return;
      running = false;
      // first the door, so that nothing new begins; then the programs, while the printer still listens to their last ticket
      await ssh.stop();
      const killed = await endProcesses(root, groups);
      if (killed > 0) log(`${killed} processes of the practice Pi had to be killed`);
      await stopStarted();
      tell();
      listeners.clear();
      mailListeners.clear();
    },
  };
}

function checkMachine(): void {
  const problem =
    process.platform === 'win32'
      ? 'Practising needs a Unix shell (sh), which Windows does not have. A real Pi can be paired from this PC.'
      : spawnSync('sh', ['-c', 'exit 0']).status === 0
        ? undefined
        : 'Practising needs a Unix shell (sh), and none was found on this computer.';
  if (problem) throw refuse('practice.cannot-start', { problem }, { retry: 'never' });
}

/** What a real Pi does at power on: starts the service and, if a run is unconfirmed, its guard. Before the pairing there is nothing. */
function bootPi(root: string, environment: Record<string, string>, log: (line: string) => void): Promise<void> {
  const bonctl = join(root, places.bonctl);
  if (!existsSync(bonctl)) return Promise.resolve();
  return new Promise((done) => {
    const options = { cwd: root, env: environment, timeout: bootMilliseconds };
    execFile(bonctl, ['--root', root, 'boot'], options, (error, _output, problems) => {
      // a Pi that does not boot well can still be reached and repaired over SSH, like a real one
      if (error) log(`the practice Pi did not boot cleanly: ${problems.slice(-500)}`);
      done();
    });
  });
}

function makeFolders(directory: string): { root: string; home: string } {
  mkdirSync(join(directory, 'pi'), { recursive: true, mode: 0o700 });
  // the real path, as programs see it in /proc and in `pwd`
  const root = realpathSync(join(directory, 'pi'));
  const home = join(root, 'home', user);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  mkdirSync(join(root, 'tmp'), { recursive: true });
  return { root, home };
}

/** A short environment, as sshd gives it, so that nothing of the PC's leaks into the Pi. */
function environmentOf(root: string, home: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin',
    HOME: home,
    USER: user,
    LOGNAME: user,
    SHELL: '/bin/sh',
    LANG: 'C.UTF-8',
    TMPDIR: join(root, 'tmp'),
    [rootVariable]: root,
  };
}

function settingsOf(
  { ports, apiKey, siteId }: PracticeMemory,
  baseUrl: string,
  millimetres: number,
): Record<string, string> {
  return {
    WIX_API_KEY: apiKey,
    WIX_SITE_ID: siteId,
    WIX_API_BASE_URL: baseUrl,
    WIX_POLL_INTERVAL_MS: '1000',
    WIX_REQUESTS_PER_MINUTE: '120',
    PREORDER_LEAD_MINUTES: '240',
    PRINTER_TYPE: 'epson',
    PRINTER_INTERFACE: 'network',
    PRINTER_IP: '127.0.0.1',
    PRINTER_PORT: String(ports.printer),
    SERVICE_HOST: '127.0.0.1',
    SERVICE_PORT: String(ports.service),
    RECEIPT_WIDTH: String(millimetres),
    RESTAURANT_NAME: 'Gasthaus zur Übung',
  };
}

function viewOf(
  printer: VirtualPrinter,
  shop: Shop,
  mailbox: Mailbox,
  more: Pick<PracticeView, 'running'> & {
    paperMillimetres: 58 | 80;
    titles: Readonly<Record<string, string>>;
    samples: ReturnType<typeof readSamples>;
  },
): PracticeView {
  const { power, paper, cover } = printer.switches();
  return {
    running: more.running,
    printer: { power, paper, cover, paperMillimetres: more.paperMillimetres },
    internet: shop.switches().internet,
    mailbox: mailbox.view(),
    orders: shop.orders
      .all()
      .slice(-maximumOrdersShown)
      .reverse()
      .map(({ id, number, createdDate }) => ({ number, title: more.titles[id] ?? number, placedAt: createdDate })),
    samples: more.samples.map(({ id, title, explanation }) => ({ id, title, explanation })),
  };
}

function watchPaper(printer: VirtualPrinter, listener: (paper: PracticePaper) => void): () => void {
  const send = (index: number): void => {
    const ticket = printer.ticket(index);
    if (ticket) listener({ index, at: ticket.startedAt, bytes: ticket.bytes, complete: ticket.complete });
  };
  for (const { index } of printer.tickets()) send(index);
  return printer.watch((event) => {
    if (event.kind === 'line' || event.kind === 'cut') send(event.index);
  });
}
