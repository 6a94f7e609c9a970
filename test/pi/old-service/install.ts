import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { places } from '../../../src-shared/bonctl/places.ts';
import type { TestPi } from '../test-pi.ts';

const repository = join(import.meta.dirname, '..', '..', '..');
const folder = places.service;

/** Its units as its own installer writes them, with a change that somebody made later. */
function unitsFor(user: string): Record<string, string> {
  const watcher = `User=${user}\nWorkingDirectory=${folder}\n`;
  return {
    'wix-printer-service.service': `[Unit]
Description=Wix Printer Service
After=network.target

[Service]
Type=simple
User=${user}
WorkingDirectory=${folder}
ExecStart=${folder}/venv/bin/python ${folder}/wix_printer_service/main.ts ${folder}
Restart=always

[Install]
WantedBy=multi-user.target
`,
    'wix-printer-service.service.d/override.conf': '[Service]\nEnvironment=PYTHONUNBUFFERED=1\nRestartSec=1\n',
    'recovery-performance-monitor.service': `[Service]\n${watcher}ExecStart=/bin/sh -c 'while true; do sleep 60; done'
Restart=always\n\n[Install]\nWantedBy=multi-user.target\n`,
    'recovery-health-check.service': `[Service]\nType=oneshot\n${watcher}ExecStart=${folder}/scripts/health-check.sh\n`,
    'recovery-health-check.timer':
      '[Timer]\nOnActiveSec=5min\nOnUnitActiveSec=5min\n\n[Install]\nWantedBy=timers.target\n',
  };
}

/** Settings as a restaurant has them: with comments, a key that we do not know, and rights of its own. */
const settingsText = (settings: Readonly<Record<string, string>>) => `# Einstellungen von Peter, 12.3.2024
${Object.entries(settings)
  .map(([key, value]) => `${key}=${value}`)
  .join('\n')}
UNSER_EIGENER_SCHALTER=ja   # nicht anfassen
SERVICE_HOST=0.0.0.0
SERVICE_PORT=8000
`;

/** Installs the older service on a Pi and starts it; resolves when it answers. */
export async function installOldService(pi: TestPi, settings: Readonly<Record<string, string>>): Promise<void> {
  const write = (path: string, text: string) => pi.run(`mkdir -p "$(dirname ${path})" && cat > ${path}`, text);
  const program = join(import.meta.dirname, 'program.ts');
  const tables = join(repository, 'migrations', 'service', '0001-legacy-base.up.sql');
  for (const name of ['data', 'logs/recovery', 'monitoring', 'config/monitoring', 'venv/bin'])
    await pi.run(`mkdir -p ${folder}/${name}`);
  await pi.run(`cp ${places.runtime} ${folder}/venv/bin/python`);
  await write(`${folder}/wix_printer_service/main.ts`, readFileSync(program, 'utf8'));
  await write(`${folder}/wix_printer_service/tables.sql`, readFileSync(tables, 'utf8'));
  await write(`${folder}/monitoring/dashboard.json`, '{"panels": []}\n');
  await write(`${folder}/config/monitoring/alerts.yaml`, 'queue: 1000\n');
  await write(`${folder}/logs/recovery/recovery.log`, 'Wiederherstellung fertig\n');
  await write(`${folder}/scripts/health-check.sh`, '#!/bin/sh\ncurl -sf http://127.0.0.1:8000/health > /dev/null\n');
  await write(`${folder}/.env`, settingsText(settings));
  for (const [name, text] of Object.entries(unitsFor(pi.user))) await write(`${places.units}/${name}`, text);
  await pi.run(`set -e
chmod 755 ${folder}/scripts/health-check.sh
chown -R ${pi.user}:${pi.user} ${folder}
chmod 640 ${folder}/.env
chmod 750 ${folder}/logs
systemctl daemon-reload
systemctl enable --now wix-printer-service.service recovery-performance-monitor.service recovery-health-check.timer`);
  await pi.run('for n in $(seq 300); do curl -sf http://127.0.0.1:8000/health && exit 0; sleep 0.1; done; exit 1');
}

/** All that is the older service's, one line each with rights, owner and sum; its database and ours are left out. */
export async function oldServiceFiles(pi: TestPi): Promise<string[]> {
  const output = await pi.run(`set -e
cd /
{ find ${folder} -path ${folder}/releases -prune -o -name '.env.before-*' -prune -o -name 'printer_service.db*' -prune -o -printf '%y %m %u:%g %p %l\\n'
  find ${folder} -path ${folder}/releases -prune -o -name '.env.before-*' -prune -o -name 'printer_service.db*' -prune -o -type f -exec sha256sum {} +
  find ${places.units} \\( -name 'wix-printer*' -o -name 'recovery-*' -o -path '*wix-printer*' \\) -printf '%y %m %u:%g %p %l\\n'
  find ${places.units} -type f \\( -name 'wix-printer*' -o -name 'recovery-*' -o -path '*wix-printer*' \\) -exec sha256sum {} +
  stat -c '%a %U:%G %n' ${folder}/data/printer_service.db
  systemctl is-active wix-printer-service.service recovery-performance-monitor.service recovery-health-check.timer
} | sort`);
  return output.trim().split('\n');
}
