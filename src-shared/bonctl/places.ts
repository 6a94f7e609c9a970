/**
 * Where Bonwart lives on a target. All are absolute; with `bonctl --root DIR` (practice Pi, tests) they lie below DIR.
 */
export const places = {
  home: '/opt/bonwart',
  runtime: '/opt/bonwart/runtime/node',
  bonctl: '/opt/bonwart/bin/bonctl',
  program: '/opt/bonwart/bonctl',
  state: '/opt/bonwart/state',
  runs: '/opt/bonwart/state/runs',
  store: '/opt/bonwart/store',
  service: '/opt/wix-printer-service',
  backups: '/opt/backups',
  units: '/etc/systemd/system',
  sudoers: '/etc/sudoers.d/bonwart',
} as const;

export const unitNames = {
  service: 'wix-printer-service.service',
  socket: 'wix-printer-service.socket',
  /** Runs at boot and while a run is unconfirmed. Belongs to bonctl, outside every release. */
  guard: 'bonwart-guard.service',
  /** One transient unit per run: `bonwart-run-<runId>.service`. */
  runPrefix: 'bonwart-run-',
} as const;

/** What the older service is started with, the print service itself first; the others watch over it. */
export const oldServiceUnits = [
  'wix-printer-service.service',
  'recovery-performance-monitor.service',
  'recovery-health-check.service',
  'recovery-health-check.timer',
] as const;

/** Where the service's database may lie below its folder: ours, and where some installs of the older service have it. */
export const databasePlaces = ['data/printer_service.db', 'wix_printer_service.db'] as const;
