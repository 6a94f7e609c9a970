import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { places } from '../../src-shared/bonctl/places.ts';
import { atStep } from './matrix/at-step.ts';
import { installOldService, oldServiceFiles } from './old-service/install.ts';
import { noPairedPi, type PairedPi, pairedPi } from './paired-pi.ts';
import { openRestaurant, type Restaurant } from './restaurant.ts';

if (noPairedPi) console.log(`skipped: taking over the older service, because ${noPairedPi}`);

const by = { name: 'Rosa', pc: 'Kasse' };

/** Each part goes on where the one before ended. */
describe.skipIf(noPairedPi)('a Pi on which the older service prints', () => {
  let target: PairedPi;
  let restaurant: Restaurant;
  let before: string[] = [];
  let printed = 0;

  beforeAll(async () => {
    target = await pairedPi('older');
    restaurant = await openRestaurant(target.pi);
    await installOldService(target.pi, restaurant.settings);
  });
  afterAll(async () => {
    await restaurant?.dispose();
    await target?.dispose();
  });

  const start = async (guard: Record<string, number> = {}) => {
    const request = target.deployment(target.newest, guard);
    return (await target.call('run.start', { ...request, settings: restaurant.settings } as never)).runId;
  };
  const printsOnce = async (wanted: RegExp) => {
    const ticket = await restaurant.ticketWith(await restaurant.order('cash'));
    printed += 1;
    expect(ticket).toMatch(wanted);
    expect(await restaurant.tickets()).toHaveLength(printed);
  };
  const byTheOlder = /\[alt\]/;
  const byOurs = /^(?!.*\[alt\])/s;
  const isGivenBack = async () => {
    expect((await oldServiceFiles(target.pi)).join('\n')).toBe(before.join('\n'));
    expect((await target.pi.tryRun(`systemctl cat wix-printer-service.socket`)).exitCode).not.toBe(0);
    expect(await target.health()).toEqual({ status: 'ok', service: 'wix-printer-service' });
  };
  const schema = () =>
    target.pi.run(
      `cat > /tmp/ask.mjs; ${places.runtime} /tmp/ask.mjs`,
      `
import { DatabaseSync } from 'node:sqlite';
const database = new DatabaseSync('${places.service}/data/printer_service.db', { readOnly: true });
const all = (sql) => JSON.stringify(database.prepare(sql).all());
console.log(all('PRAGMA journal_mode'), all('PRAGMA integrity_check'), all("SELECT type, name, sql FROM sqlite_master ORDER BY type, name"));`,
    );

  test('is looked at, and told that it can be taken over', async () => {
    await printsOnce(byTheOlder);
    before = await oldServiceFiles(target.pi);
    expect(before.filter((line) => line === 'active')).toHaveLength(3);
    const { settings, manifest } = target.deployment(target.newest);
    const { WIX_API_KEY: _secret, ...open } = settings;
    const { findings } = await target.call('preflight', { manifest, settings: open });
    expect(findings.find(({ check }) => check === 'installed')?.reason).toBe('installed-old-service');
    await isGivenBack();
  });

  test('is taken over with what waits, which is printed once; and given back with what waits, likewise', async () => {
    const schemaBefore = await schema();
    await target.pi.cut('printer');
    const waiting = await restaurant.order('cash');
    await expect
      .poll(() => target.pi.run(`grep -c 'Alter Bon ${waiting}' ${places.service}/data/printer_service.db || true`))
      .not.toBe('0\n');
    const runId = await start();
    await target.reached(runId, ['confirming']);
    await target.pi.restore('printer');
    await target.call('run.decide', { runId, decision: { choice: 'confirm' }, by });
    await target.reached(runId, ['confirmed']);
    await restaurant.ticketWith(waiting);
    printed += 1;
    await printsOnce(byOurs);
    expect(await target.call('status', {})).toMatchObject({ previous: null, returnsToOldService: true });
    // under the older watchers' names there are ours now, and they see what is
    expect(await target.pi.run('systemctl is-active recovery-health-check.timer')).toBe('active\n');
    await target.pi.run('systemctl start recovery-health-check.service');
    const journal = () =>
      target.pi.run('journalctl --no-pager --unit=recovery-health-check --unit=recovery-performance-monitor');
    await expect.poll(journal).toMatch(/the print service answers: printer ready, shop online/);
    await expect.poll(journal).toMatch(/nothing is measured yet|at worst in the last/);
    await target.pi.run('systemctl stop wix-printer-service.service');
    expect((await target.pi.tryRun('systemctl start recovery-health-check.service')).exitCode).not.toBe(0);
    expect(await journal()).toContain(
      'the print service is not running (inactive): nobody is told: mails are not set up',
    );
    expect(await target.pi.tryRun('systemctl is-active wix-printer-service.service')).toMatchObject({
      output: 'inactive\n',
    });
    await target.pi.run('systemctl start wix-printer-service.service');
    await expect
      .poll(() => target.pi.tryRun(`test -e ${places.service}/data/service-silent.json`))
      .toMatchObject({ exitCode: 1 });

    await target.pi.cut('printer');
    const late = await restaurant.order('cash');
    await expect
      .poll(async () => ((await target.health()) as never as { queue: { waiting: number } }).queue.waiting)
      .toBe(1);
    await target.pi.run(`${places.bonctl} rollback`);
    await target.pi.restore('printer');
    expect(await restaurant.ticketWith(late)).toMatch(byTheOlder);
    printed += 1;
    await printsOnce(byTheOlder);
    await isGivenBack();
    expect(await schema()).toBe(schemaBefore);
    expect((await target.call('status', {})).returnsToOldService).toBe(false);
  });

  test('comes back by itself when nobody confirms', async () => {
    const runId = await start({ confirmationWindow: 3000 });
    await target.reached(runId, ['confirming']);
    await target.reached(runId, ['rolled-back']);
    await isGivenBack();
    await printsOnce(byTheOlder);
  });

  test.each(['take-over', 'migrate', 'units', 'switch', 'health'])(
    'comes back after a power cut in the step %s',
    async (step) => {
      const runId = await start();
      await atStep(target.pi, runId, step);
      await target.pi.powerCut();
      await target.pi.boot();
      await target.reached(runId, ['rolled-back'], 120_000);
      await isGivenBack();
      await printsOnce(byTheOlder);
    },
  );

  test('is left alone when it was started by hand: it could not be given back', async () => {
    const folder = '/root/aside';
    await target.pi.run(`set -e
systemctl stop wix-printer-service; mkdir ${folder}; mv ${places.units}/wix-printer-service.service* ${folder}/
systemctl daemon-reload
systemd-run --quiet --unit=by-hand --uid=${target.pi.user} ${places.service}/venv/bin/python ${places.service}/wix_printer_service/main.ts ${places.service}
for n in $(seq 300); do curl -sf http://127.0.0.1:8000/health && break; sleep 0.1; done`);
    const files = await target.pi.run(
      `find ${places.service} ${places.units} -not -name 'printer_service.db*' -printf '%p %m %u %T@\\n' | sort`,
    );
    const runId = await start();
    const { phases } = await target.reached(runId, ['asking']);
    const error = phases[0]?.steps[0]?.error;
    expect(error?.code === 'preflight.no-go' && error.data.findings.map(({ reason }) => reason)).toEqual([
      'installed-old-by-hand',
    ]);
    await target.call('run.decide', { runId, decision: { choice: 'rollback', reason: '' }, by });
    await target.reached(runId, ['rolled-back']);
    expect(
      await target.pi.run(
        `find ${places.service} ${places.units} -not -name 'printer_service.db*' -printf '%p %m %u %T@\\n' | sort`,
      ),
    ).toBe(files);
    await printsOnce(byTheOlder);
  });
});
