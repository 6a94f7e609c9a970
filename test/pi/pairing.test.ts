import { spawnSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changesSince, listingOf } from './listing.ts';
import { type PairingEvent, pair, pairingOf, refusalOf, startPanel, type TestPanel } from './panel.ts';
import { createTestPi, noTestPi, type TestPi } from './test-pi.ts';

if (noTestPi) console.log(`skipped: pairing a real machine, because ${noTestPi}`);
const nothing = { added: [], gone: [] };

describe.skipIf(noTestPi)('pairing a Pi', () => {
  let pi: TestPi;
  let panel: TestPanel;
  let fresh: string[];
  beforeAll(async () => {
    pi = await createTestPi({ name: 'pairing' });
    // a home that was signed in to before: only what pairing brings may differ later
    await pi.run(
      `sudo -u ${pi.user} sh -c 'umask 077; mkdir ~/.ssh; echo "ssh-ed25519 AAAA somebody" > ~/.ssh/authorized_keys'`,
    );
    fresh = await listingOf(pi);
  });
  afterAll(() => pi?.dispose());
  beforeEach(() => {
    panel = startPanel();
  });
  afterEach(() => panel.dispose());

  test('leaves bonctl, one key and one rule, tells the facts, and unpairing takes all of it away', async () => {
    const events: PairingEvent[] = [];
    const inspected = await panel.call('pairing.inspect', { address: pi.address });
    expect(inspected).toMatchObject({ keyType: 'ssh-ed25519', fingerprint: await pi.hostKey(), known: 'new' });
    const target = await pair(panel, await pairingOf(pi), (event) => events.push(event));

    expect(events.filter((event) => event.kind === 'step' && event.state === 'done')).toHaveLength(8);
    const facts = await panel.call('targets.facts', { targetId: target.id });
    expect(facts).toMatchObject({ hostName: 'pairing', architecture: process.arch, supervisor: 'systemd' });
    expect(facts.installed).toEqual({ kind: 'nothing' });
    expect(facts.system).toContain('Debian');

    const home = `/home/${pi.user}`;
    expect(await pi.run(`stat -c '%a %U' ${home}/.ssh ${home}/.ssh/authorized_keys`)).toBe('700 pi\n600 pi\n');
    expect(await pi.run(`grep -c . ${home}/.ssh/authorized_keys`)).toBe('2\n');
    expect(await pi.run(`find /opt/bonwart ! -user root`)).toBe('');
    expect(await pi.run(`stat -c '%a %U %G' /etc/sudoers.d/bonwart`)).toBe('440 root root\n');
    expect(await pi.run('visudo -c')).toContain('parsed OK');
    expect(await pi.run(`cat /etc/sudoers.d/bonwart`)).toBe('pi ALL=(root) NOPASSWD: /opt/bonwart/bin/bonctl\n');

    // the rule is enough, and only for bonctl: with the Pi's own rule gone
    await pi.run('mv /etc/sudoers.d/010_pi /root/');
    expect((await pi.tryRun(`sudo -u ${pi.user} sudo -n id`)).exitCode).not.toBe(0);
    expect((await panel.call('targets.facts', { targetId: target.id })).hostName).toBe('pairing');

    expect(await panel.call('targets.unpair', { targetId: target.id })).toEqual({ left: [] });
    await pi.run('mv /root/010_pi /etc/sudoers.d/');
    expect(await changesSince(pi, fresh)).toEqual(nothing);
  });

  test('keeps nothing of the password', async () => {
    await panel.open('pairing.pair', await pairingOf(pi)).ended;
    const found = await pi.tryRun(`grep -rls ${pi.password} /opt /etc/sudoers.d /home /var/log /run/log /tmp`);
    expect(found.output).toBe('');
    expect(filesHolding(panel.dataFolder, pi.password)).toBe('');
    const [target] = await targets(panel);
    await panel.call('targets.unpair', { targetId: target?.id ?? '' });
  });

  test('sends nothing again to a Pi that has the same bonctl, and replaces its own key', async () => {
    const first = await pair(panel, await pairingOf(pi));
    const events: PairingEvent[] = [];
    const second = await pair(panel, await pairingOf(pi), (event) => events.push(event));
    expect(second.id).toBe(first.id);
    expect(events.filter((event) => event.kind === 'step' && event.doneBytes !== undefined)).toEqual([]);
    expect(await pi.run(`grep -c bonwart@ /home/${pi.user}/.ssh/authorized_keys`)).toBe('1\n');
    expect((await panel.call('targets.facts', { targetId: second.id })).hostName).toBe('pairing');
    await panel.call('targets.unpair', { targetId: second.id });
    expect(await changesSince(pi, fresh)).toEqual(nothing);
  });

  test('says what is wrong, and leaves nothing behind', async () => {
    const request = await pairingOf(pi);
    const attempt = (more: Partial<typeof request>) => refusalOf(pair(panel, { ...request, ...more }));
    expect(await attempt({ login: { kind: 'password', password: 'wrong' } })).toBe('login.wrong-password');
    expect(await attempt({ user: 'nobody' })).toBe('login.wrong-password');
    expect(await attempt({ port: 23 })).toBe('connection.refused');
    expect(await attempt({ acceptedFingerprint: 'SHA256:other' })).toBe('host-key.changed');
    await pi.cut();
    expect(await attempt({})).toBe('connection.unreachable');
    expect(await refusalOf(panel.call('pairing.inspect', { address: pi.address }))).toBe('connection.unreachable');
    await pi.restore();
    await pi.smallDisk(30);
    expect(await attempt({})).toBe('pairing.no-space');
    await pi.smallDisk(null);
    expect(await targets(panel)).toEqual([]);
    expect(await changesSince(pi, fresh)).toEqual(nothing);
  });

  test('tells a web server from SSH', async () => {
    const server = pi.spawnAt('printer', [process.execPath, '-e', webServer], { stdio: 'pipe' });
    await new Promise((resolve) => server.stdout?.once('data', resolve));
    const request = { ...(await pairingOf(pi)), address: pi.addressOf('printer'), port: 9100 };
    expect(await refusalOf(pair(panel, request))).toBe('connection.not-ssh');
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await ended;
  });

  test('takes back what it had begun when it is cancelled in the middle of sending', async () => {
    const request = await pairingOf(pi);
    const sent = await new Promise<number>((resolve) => {
      const stream = panel.open('pairing.pair', request, (event) => {
        if (event.kind !== 'step' || event.step !== 'upload' || !event.doneBytes) return;
        stream.close();
        resolve(event.doneBytes);
      });
    });
    expect(sent).toBeGreaterThan(0);
    await expect.poll(() => changesSince(pi, fresh), { timeout: 30_000, interval: 200 }).toEqual(nothing);
  });

  test('refuses a Pi that shows another host key than the pinned one', async () => {
    const target = await pair(panel, await pairingOf(pi));
    await pi.changeHostKey();
    const facts = () => refusalOf(panel.call('targets.facts', { targetId: target.id }));
    await expect.poll(facts, { timeout: 30_000 }).toBe('host-key.changed');
    expect(await panel.call('pairing.inspect', { address: pi.address })).toMatchObject({
      known: 'changed',
      pinned: target.hostKey,
    });
    expect(await refusalOf(pair(panel, await pairingOf(pi)))).toBe('host-key.changed');
    expect(await refusalOf(panel.call('targets.unpair', { targetId: target.id }))).toBe('host-key.changed');
    const { left } = await panel.call('targets.unpair', { targetId: target.id, force: true });
    expect(left).toContain('/opt/bonwart');
  });
});

const webServer = `require('node:http').createServer((_, answer) => answer.end('hello')).listen(9100, () => console.log('ready'))`;

function filesHolding(folder: string, word: string): string {
  return spawnSync('grep', ['-rls', word, folder]).stdout.toString();
}

describe.skipIf(noTestPi)('a Pi whose user', () => {
  let panel: TestPanel;
  let pi: TestPi | null = null;
  beforeEach(() => {
    panel = startPanel();
  });
  afterEach(async () => {
    await panel.dispose();
    await pi?.dispose();
    pi = null;
  });

  test('may not use sudo is not paired, and the person learns why', async () => {
    pi = await createTestPi({ name: 'no-sudo', sudo: 'not-at-all' });
    await pi.run(`sudo -u ${pi.user} sudo -n true || true`);
    const before = await listingOf(pi);
    expect(await refusalOf(pair(panel, await pairingOf(pi)))).toBe('pairing.no-sudo');
    await pi.run('chmod 0 /usr/bin/sudo; mv /usr/bin/sudo /root/');
    expect(await refusalOf(pair(panel, await pairingOf(pi)))).toBe('pairing.no-sudo');
    await pi.run('mv /root/sudo /usr/bin/sudo; chmod 4755 /usr/bin/sudo');
    expect(await changesSince(pi, before)).toEqual(nothing);
  });

  test('has to give a password for sudo is paired with it', async () => {
    pi = await createTestPi({ name: 'sudo', sudo: 'with-password' });
    const request = await pairingOf(pi);
    expect(await refusalOf(pair(panel, { ...request, sudoPassword: 'wrong' }))).toBe('pairing.sudo-password-wrong');
    const target = await pair(panel, request);
    expect((await panel.call('targets.facts', { targetId: target.id })).hostName).toBe('sudo');
    expect(await pi.tryRun(`grep -rs ${pi.password} /opt /etc/sudoers.d /tmp /home`)).toMatchObject({ output: '' });
  });
});

async function targets(panel: TestPanel): Promise<{ id: string }[]> {
  return new Promise((resolve) => {
    const stream = panel.open('targets.list', {}, (list) => {
      resolve(list);
      queueMicrotask(() => stream.close());
    });
  });
}
