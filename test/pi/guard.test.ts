import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { places, unitNames } from '../../src-shared/bonctl/places.ts';
import { noPairedPi, type PairedPi, pairedPi } from './paired-pi.ts';

if (noPairedPi) console.log(`skipped: the guard on a real Debian, because ${noPairedPi}`);

const rosa = { name: 'Rosa', pc: 'Kasse' };

describe.skipIf(noPairedPi)('a deployment on a real Debian with systemd', () => {
  let target: PairedPi;
  beforeAll(async () => {
    target = await pairedPi('guarded');
  });
  afterAll(() => target?.dispose());

  /** The known-good release serves, whole, as its own user. */
  async function expectServing(version: string, schema: number): Promise<void> {
    expect(await target.current()).toBe(version);
    expect(await target.health()).toMatchObject({ status: 'ok', release: version, database: { schema } });
    const user = `ps -o user= -p $(systemctl show --property=MainPID --value ${unitNames.service})`;
    expect((await target.pi.run(user)).trim()).toBe('wix-printer');
  }

  test('the user who was paired may call bonctl as root, and nothing else', async () => {
    const facts = await target.call('facts', {});
    expect(facts).toMatchObject({ supervisor: 'systemd', installed: { kind: 'nothing' } });
    expect((await target.pi.tryRun(`sudo -u ${target.pi.user} sudo -n id`)).exitCode).not.toBe(0);
  });

  test('a first deployment leaves units, a closed settings file and a guard for the next boot', async () => {
    await target.deploy(target.previous);
    await expectServing(target.previous.version, target.previous.schema);
    const state = await target.pi.run(
      `systemctl is-enabled ${unitNames.service} ${unitNames.socket} ${unitNames.guard}; stat -c '%a %U' ${places.service}/.env`,
    );
    expect(state.trim().split('\n')).toEqual(['enabled', 'enabled', 'enabled', '600 wix-printer']);
  });

  test('the plug is pulled while it waits for the confirmation: after the boot the earlier release serves', async () => {
    const runId = await target.start(target.newest);
    await target.reached(runId, ['confirming']);
    await expectServing(target.newest.version, target.newest.schema);
    await target.pi.powerCut();
    await target.pi.boot();
    const view = await target.reached(runId, ['rolled-back'], 120_000);
    expect(view.rollbackReason).toBe('boot');
    expect(view.verdict?.good).toBe(true);
    await expectServing(target.previous.version, target.previous.schema);
  });

  test.each(['migrate', 'switch', 'start'])('the plug is pulled at the step %s', async (step) => {
    const runId = await target.start(target.newest);
    await target.noted(runId, (entry) => entry.type === 'step-started' && entry.step === step && !entry.forUndo);
    await target.pi.powerCut();
    await target.pi.boot();
    const view = await target.reached(runId, ['rolled-back'], 120_000);
    expect(view.rollbackReason).toBe('boot');
    await expectServing(target.previous.version, target.previous.schema);
  });

  test('nobody confirms in time: it is taken back without PC and without network', async () => {
    const runId = await target.start(target.newest, { confirmationWindow: 3000 });
    await target.reached(runId, ['confirming']);
    await target.pi.cut();
    const view = await target.reached(runId, ['rolled-back']);
    await target.pi.restore();
    expect(view.rollbackReason).toBe('confirmation-window');
    await expectServing(target.previous.version, target.previous.schema);
  });

  test('the engine is killed in the middle, goes on, and is confirmed; nobody was refused meanwhile', async () => {
    const poll = `n=0; bad=0; while [ ! -e /tmp/enough ]; do n=$((n+1)); curl -s -o /dev/null --max-time 5 http://127.0.0.1:8000/health || bad=$((bad+1)); sleep 0.02; done; echo $n $bad`;
    await target.pi.run('rm -f /tmp/enough');
    const polling = target.pi.run(poll);
    const runId = await target.start(target.newest);
    await target.noted(runId, (entry) => entry.type === 'step-started' && entry.step === 'switch');
    await target.pi.run(`systemctl kill --signal=KILL ${unitNames.runPrefix}${runId}.service`);
    await target.reached(runId, ['confirming']);
    await target.pi.run('touch /tmp/enough');
    const [asked = 0, refused = -1] = (await polling).trim().split(' ').map(Number);
    expect(asked).toBeGreaterThan(10);
    expect(refused).toBe(0);
    expect((await target.entries(runId)).filter((entry) => entry.type === 'engine-started').length).toBeGreaterThan(1);
    await target.call('run.decide', { runId, decision: { choice: 'confirm' }, by: rosa });
    await target.reached(runId, ['confirmed']);
    await expectServing(target.newest.version, target.newest.schema);
  });

  test('after the confirmation a power cut takes nothing back', async () => {
    await target.pi.powerCut();
    await target.pi.boot();
    await target.pi.run(
      `for n in $(seq 100); do curl -sf -o /dev/null http://127.0.0.1:8000/health && break; sleep 0.1; done`,
    );
    await expectServing(target.newest.version, target.newest.schema);
    expect((await target.pi.run(`systemctl show --property=ActiveState --value ${unitNames.guard}`)).trim()).toBe(
      'inactive',
    );
  });

  test('a service that hangs is ended and started again by the watchdog of systemd', async () => {
    const dropIn = `/run/systemd/system/${unitNames.service}.d`;
    await target.pi.run(
      `mkdir -p ${dropIn} && printf '[Service]\\nWatchdogSec=3\\n' > ${dropIn}/sooner.conf && systemctl daemon-reload && systemctl restart ${unitNames.service}`,
    );
    await expectServing(target.newest.version, target.newest.schema);
    await target.pi.run(`kill -STOP $(systemctl show --property=MainPID --value ${unitNames.service})`);
    const told = (property: string) =>
      target.pi.run(`systemctl show --property=${property} --value ${unitNames.service}`).then((text) => text.trim());
    await expect.poll(() => told('NRestarts'), { timeout: 60_000 }).toBe('1');
    await expect.poll(() => told('ActiveState'), { timeout: 60_000 }).toBe('active');
    await expectServing(target.newest.version, target.newest.schema);
    await target.pi.run(`rm -r ${dropIn} && systemctl daemon-reload`);
  });

  test('bonctl rollback on the Pi itself gives the earlier release back', async () => {
    await target.pi.run(`${places.bonctl} rollback`);
    await expectServing(target.previous.version, target.previous.schema);
  });

  test('a disk that is too full is a plain no, and nothing is changed', async () => {
    await target.pi.smallDisk(60);
    const runId = await target.start(target.newest);
    const asking = await target.reached(runId, ['asking']);
    const step = asking.phases[0]?.steps[0];
    expect(step?.error?.code).toBe('preflight.no-go');
    expect(JSON.stringify(step?.error?.data)).toContain('disk-short');
    await target.call('run.decide', { runId, decision: { choice: 'rollback', reason: '' }, by: rosa });
    await target.reached(runId, ['rolled-back']);
    await target.pi.smallDisk(null);
    await expectServing(target.previous.version, target.previous.schema);
  });

  test('un-pairing removes Bonwart and leaves the print service running', async () => {
    const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAItestkey bonwart';
    const home = `/home/${target.pi.user}`;
    await target.pi.run(
      `mkdir -p ${home}/.ssh; printf 'ssh-rsa AAAAother somebody\\n${key}\\n' > ${home}/.ssh/authorized_keys`,
    );
    expect(await target.call('unpair', { publicKey: key })).toEqual({ left: [] });
    expect(await target.pi.run(`cat ${home}/.ssh/authorized_keys`)).toBe('ssh-rsa AAAAother somebody\n');
    const left = await target.pi.tryRun(`ls -d ${places.home} ${places.sudoers} ${places.units}/${unitNames.guard}`);
    expect(left.output).toBe('');
    await expectServing(target.previous.version, target.previous.schema);
    await target.pi.run(`systemctl restart ${unitNames.service}`);
    await expectServing(target.previous.version, target.previous.schema);
  });
});
