import { places } from '../../../src-shared/bonctl/places.ts';
import { type Runbook, runbookSchema } from '../../../src-shared/runbook/schema.ts';

const prove = {
  id: 'prove',
  title: { de: 'Sicherung prüfen', en: 'Check the backup' },
  explanation: {
    de: 'Die Sicherung wird zur Probe zurückgespielt. Noch wird nichts verändert, und es wird weiter gedruckt.',
    en: 'The backup is restored for a trial. Nothing is changed yet, and printing goes on.',
  },
  use: 'prove-backup',
  timeout: '300s',
  expected: '3s',
};

const keep = [
  {
    id: 'stop',
    title: { de: 'Dienst anhalten', en: 'Stop the service' },
    explanation: {
      de: 'Der Bon, der gerade druckt, wird fertig. Neue Bestellungen warten einen Augenblick.',
      en: 'The ticket that is being printed is finished. New orders wait for a moment.',
    },
    use: 'stop-service',
    timeout: '60s',
    expected: '1s',
    interrupts: true,
  },
  {
    id: 'safety',
    title: { de: 'Jetzigen Stand sichern', en: 'Back up the present state' },
    explanation: {
      de: 'So lässt sich auch das Zurückspielen wieder zurücknehmen.',
      en: 'So the restoring itself can be taken back.',
    },
    use: 'backup',
    timeout: '300s',
    expected: '2s',
    interrupts: true,
  },
  {
    id: 'export',
    title: { de: 'Neueres herausschreiben', en: 'Write out what is newer' },
    explanation: {
      de: 'Alles, was seit der Sicherung dazukam, wird in lesbare Dateien geschrieben und nachgezählt.',
      en: 'Everything that has come since the backup is written into readable files and counted again.',
    },
    use: 'export-newer',
    timeout: '300s',
    expected: '1s',
    interrupts: true,
  },
];

const restore = {
  id: 'restore',
  title: { de: 'Sicherung einsetzen', en: 'Put the backup in place' },
  explanation: {
    de: 'Neuere Bestellungen bleiben bekannt: Gedrucktes wird nicht noch einmal gedruckt, und was noch fehlte, wartet auf Ihre Entscheidung.',
    en: 'Newer orders stay known: what was printed is not printed again, and what was still missing waits for your decision.',
  },
  use: 'restore-database',
  timeout: '300s',
  expected: '2s',
  interrupts: true,
};

const settings = {
  id: 'settings',
  title: { de: 'Einstellungen von damals', en: 'Settings of that time' },
  explanation: {
    de: 'Die Einstellungen des Dienstes werden, wie sie bei der Sicherung waren.',
    en: "The service's settings become what they were at the time of the backup.",
  },
  use: 'restore-settings',
  timeout: '30s',
  expected: '1s',
  interrupts: true,
};

const start = {
  id: 'start',
  title: { de: 'Dienst starten', en: 'Start the service' },
  explanation: {
    de: 'Der Dienst startet und holt, was inzwischen bestellt wurde.',
    en: 'The service starts and fetches what was ordered meanwhile.',
  },
  use: 'start-service',
  timeout: '120s',
  expected: '2s',
  interrupts: true,
};

const verify = {
  id: 'health',
  title: { de: 'Läuft alles?', en: 'Is everything fine?' },
  explanation: {
    de: 'Dienst, Datenbank und Drucker werden mit dem Stand von vorher verglichen. Ein bereiter Drucker druckt einen Probebon.',
    en: 'Service, database and printer are compared with how they were before. A printer that is ready prints a test ticket.',
  },
  use: 'verify-health',
  timeout: '60s',
  expected: '2s',
};

/**
 * The runbook of restoring a backup. It is part of bonctl and does not travel with the run: a person before the Pi, without
 * network and PC, must be able to start it.
 */
export function restoreRunbook(withSettings: boolean): Runbook {
  return runbookSchema.parse({
    runbook: 1,
    id: 'restore-backup',
    title: { de: 'Sicherung zurückspielen', en: 'Restore a backup' },
    explanation: {
      de: 'Bringt Bestellungen und Einrichtung auf den Stand einer Sicherung, ohne dass etwas doppelt gedruckt wird.',
      en: 'Brings orders and set-up to the state of a backup, without anything being printed twice.',
    },
    release: 'wix-printer-service',
    place: places.service,
    guard: { startWindow: '300s', confirmationWindow: '300s' },
    phases: [
      { id: 'check', title: { de: 'Prüfen', en: 'Check' }, steps: [prove] },
      { id: 'keep', title: { de: 'Aufheben', en: 'Keep' }, steps: keep },
      {
        id: 'put-back',
        title: { de: 'Zurückspielen', en: 'Restore' },
        steps: [restore, ...(withSettings ? [settings] : [])],
      },
      { id: 'restart', title: { de: 'Starten', en: 'Start' }, steps: [start] },
      { id: 'verification', title: { de: 'Nachprüfen', en: 'Verify' }, steps: [verify] },
    ],
  });
}
