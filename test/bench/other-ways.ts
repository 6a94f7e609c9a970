import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { objects } from '../../scripts/build/layout.ts';
import type { ReleaseManifest } from '../../src-shared/bonctl/release.ts';
import type { TestPi } from '../pi/test-pi.ts';
import { type Figure, median } from './figure.ts';
import { pollOn } from './pi-poll.ts';
import { openShell, type PiShell } from './pi-shell.ts';

const rounds = 3;
const place = '/opt/wix-printer-service';
const database = `${place}/data/printer_service.db`;

/** One direction of a deployment: the release that comes, and the newer of the two, whose code knows both ways of the database. */
interface Turn {
  readonly to: ReleaseManifest;
  readonly newer: ReleaseManifest;
}

/**
 * The same deployment and its way back without us, on the same Pi: by a person's shell commands, and by Ansible. Both releases are there
 * already, as they are for ours. Neither guards, verifies or rehearses anything. Ends with the older release live.
 */
export async function measureOtherWays(pi: TestPi, older: ReleaseManifest, newer: ReleaseManifest): Promise<Figure[]> {
  const shell = openShell(pi);
  try {
    const there = { to: newer, newer };
    const back = { to: older, newer };
    const byHand = await measure(pi, rounds, there, back, (turn) => turnByHand(shell, turn));
    const ansible = hasAnsible() ? await measure(pi, 1, there, back, (turn) => turnByAnsible(pi, shell, turn)) : null;
    if (!ansible) console.error('test-pi: not compared with Ansible, because ansible-playbook is not installed');
    return [...figuresOf('by hand (ssh, scp)', byHand), ...(ansible ? figuresOf('by Ansible', ansible) : [])];
  } finally {
    shell.end();
  }
}

interface Measured {
  readonly there: number[];
  readonly back: number[];
  readonly silences: { longestMs: number; refused: number }[];
}

async function measure(
  pi: TestPi,
  times: number,
  there: Turn,
  back: Turn,
  act: (turn: Turn) => void,
): Promise<Measured> {
  const measured: Measured = { there: [], back: [], silences: [] };
  for (let round = 0; round < times; round += 1) {
    const poll = await pollOn(pi);
    measured.there.push(timed(() => act(there)));
    measured.back.push(timed(() => act(back)));
    measured.silences.push(await poll());
  }
  return measured;
}

function figuresOf(way: string, { there, back, silences }: Measured): Figure[] {
  const common = { better: 'lower', target: null, comparedTo: null } as const;
  const silence = Math.max(...silences.map(({ longestMs }) => longestMs)) / 1000;
  const refused = silences.reduce((sum, one) => sum + one.refused, 0);
  return [
    { ...common, name: `for comparison: the deployment ${way}`, value: median(there), unit: 's' },
    { ...common, name: `for comparison: its longest time without an answer ${way}`, value: silence, unit: 's' },
    { ...common, name: `for comparison: its refused calls ${way}`, value: refused, unit: 'calls' },
    { ...common, name: `for comparison: the way back ${way}`, value: median(back), unit: 's' },
  ];
}

function programOf(manifest: ReleaseManifest): string {
  const file = manifest.files.find(({ path }) => path === 'service.mjs');
  if (!file) throw new Error('the release has no program');
  return join(objects, file.sha256);
}

const migration = ({ to, newer }: Turn) =>
  `${place}/releases/${newer.version}/node ${place}/releases/${newer.version}/migrate.mjs --database ${database} --to ${to.schema}`;

function turnByHand(shell: PiShell, turn: Turn): void {
  const { to } = turn;
  shell.copy([programOf(to)], '/tmp/service.mjs');
  shell.run(`set -e
sudo mkdir -p /opt/backups/by-hand && sudo cp ${database}* ${place}/.env /opt/backups/by-hand/
sudo systemctl stop wix-printer-service.service
sudo ${migration(turn)}
sudo chown -R wix-printer:wix-printer ${place}/data
sudo ln -sfn releases/${to.version} ${place}/current
# a call may have started it meanwhile, through its socket
sudo systemctl restart wix-printer-service.service
for n in $(seq 200); do curl -sf http://127.0.0.1:8000/health | grep -q '"${to.version}"' && exit 0; sleep 0.1; done; exit 1`);
}

function hasAnsible(): boolean {
  try {
    execFileSync('ansible-playbook', ['--version'], { stdio: 'ignore', timeout: 60_000 });
    return true;
  } catch {
    return false;
  }
}

function turnByAnsible(pi: TestPi, shell: PiShell, turn: Turn): void {
  const { to } = turn;
  const tasks = [
    { copy: { src: programOf(to), dest: '/tmp/service.mjs' } },
    { file: { path: '/opt/backups/by-ansible', state: 'directory' } },
    { copy: { src: `${place}/data/`, dest: '/opt/backups/by-ansible/', remote_src: true } },
    { systemd: { name: 'wix-printer-service.service', state: 'stopped' } },
    { command: migration(turn) },
    { file: { path: `${place}/data`, owner: 'wix-printer', group: 'wix-printer', recurse: true } },
    { file: { src: `releases/${to.version}`, dest: `${place}/current`, state: 'link', force: true } },
    { systemd: { name: 'wix-printer-service.service', state: 'restarted' } },
    { uri: { url: 'http://127.0.0.1:8000/health' }, register: 'answer', until: 'answer.status == 200', retries: 50 },
  ];
  const playbook = join(shell.folder, 'playbook.json');
  writeFileSync(playbook, JSON.stringify([{ hosts: 'all', become: true, gather_facts: false, tasks }]));
  const inventory = join(shell.folder, 'inventory.json');
  const host = { ansible_user: pi.user, ansible_password: pi.password, ansible_python_interpreter: '/usr/bin/python3' };
  writeFileSync(inventory, JSON.stringify({ all: { hosts: { [pi.address]: host } } }), { mode: 0o600 });
  execFileSync('ansible-playbook', ['-i', inventory, playbook], {
    timeout: 240_000,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ANSIBLE_HOST_KEY_CHECKING: 'False', ANSIBLE_HOME: shell.folder, LC_ALL: 'C.UTF-8' },
  });
}

function timed(act: () => void): number {
  const begun = performance.now();
  act();
  return (performance.now() - begun) / 1000;
}
