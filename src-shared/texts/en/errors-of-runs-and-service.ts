import type { SomeErrorTexts } from '../error-text.ts';

const nothingChanged = 'Nothing was changed on the Pi.';
const noOrderLost = 'No order is lost.';
const guardWatches = 'The Pi watches over the deployment itself and rolls back on its own if need be.';

/** bonctl, runs and their steps, the print service, the panel itself. */
export const errorsOfRunsAndService = {
  'bonctl.missing': {
    happened: 'The part of Bonwart that works on the Pi ({{address}}) is missing there.',
    meaning: 'Bonwart cannot operate it like this. The print service runs independently of it.',
    next: 'Pair the Pi once more.',
  },
  'bonctl.bad-answer': {
    happened: 'The Pi answered something that Bonwart does not understand.',
    meaning: 'Bonwart on the PC and on the Pi are probably of different age.',
    next: 'Pair the Pi once more, then both fit together.',
  },
  'bonctl.not-renewed': {
    happened: 'The part of Bonwart that works on the Pi could not be renewed (version {{version}}).',
    meaning: `The version that is there goes on working. ${nothingChanged}`,
    next: 'Try once more. If that does not help, pair the Pi anew.',
  },
  'bonctl.busy': {
    happened: 'Something is already running on the Pi, begun by {{owner}} at {{pc}}.',
    meaning: 'There are never two deployments at once. Yours was not begun.',
    next: 'Wait until the other one has ended, or watch it.',
  },
  'run.unknown': {
    happened: 'The Pi does not know this run ({{runId}}).',
    meaning: 'Perhaps the Pi was set up afresh.',
    next: 'Look in the history at what ran last.',
  },
  'run.wrong-state': {
    happened: 'That is not possible now: the run has moved on.',
    meaning: 'Your click has changed nothing.',
    next: 'Look at what the run asks now.',
  },
  'run.journal-damaged': {
    happened: 'The record of the run is damaged from line {{line}} on.',
    meaning: `What stands before it is valid. ${guardWatches}`,
    next: 'Check the state of the print service, and replace the memory card soon.',
  },
  'runbook.invalid': {
    happened: 'The plan of this deployment has a mistake in it.',
    meaning: nothingChanged,
    next: 'Install Bonwart again, or correct the plan by the details.',
  },
  'release.incomplete': {
    happened: 'Files of version {{version}} are still missing on the Pi ({{missing}}).',
    meaning: 'The running version works on.',
    next: 'Send the version again. What is there already is not sent twice.',
  },
  'release.damaged': {
    happened: 'A file of version {{version}} is damaged: {{path}}.',
    meaning: 'The damaged version is not put into use.',
    next: 'Send the version again. If it happens again, replace the memory card.',
  },
  'release.unknown': {
    happened: 'There is no version {{version}} on the Pi.',
    meaning: 'The running version works on.',
    next: 'Send the version again.',
  },
  'upload.damaged': {
    happened: 'A file was damaged on its way.',
    meaning: 'The running version works on.',
    next: 'Send again. Only this file is sent anew.',
  },
  'upload.interrupted': {
    happened: 'Sending broke off at {{sentBytes, bytes}} of {{totalBytes, bytes}}.',
    meaning: 'What is there stays. The running version works on.',
    next: 'Continue sending.',
  },
  'rollback.nothing-to-return-to': {
    happened: 'There is no previous version to roll back to.',
    meaning: 'The running version works on.',
    next: 'After the next confirmed deployment, rolling back is possible.',
  },
  'disk.full': {
    happened: 'The memory card of the Pi is full ({{path}}).',
    meaning: 'New orders can perhaps no longer be stored.',
    next: 'Make room on the Pi, best right now.',
  },
  'disk.read-only': {
    happened: 'The memory card of the Pi can no longer be written to ({{path}}).',
    meaning: 'The Pi can keep no more orders like this. Usually the card is worn out.',
    next: 'Restart the Pi. If it stays like this, replace the card.',
  },

  'step.failed': {
    happened: 'This step did not work.',
    meaning: guardWatches,
    next: 'Look at the output, then try again or roll back to the previous version.',
  },
  'step.timeout': {
    happened: 'This step was not done after {{seconds, seconds}} and was stopped.',
    meaning: guardWatches,
    next: 'Try again, or roll back to the previous version.',
  },
  'step.unknown': {
    happened: 'After the interruption it is not certain whether this step was done.',
    meaning: guardWatches,
    next: 'Repeat the step, or roll back to the previous version.',
  },
  'preflight.no-go': {
    happened: 'The check before the start has found something.',
    meaning: nothingChanged,
    next: 'Put right what the check names, and repeat it.',
  },
  'backup.unknown': {
    happened: 'This backup is no longer on the Pi.',
    meaning: nothingChanged,
    next: 'Load the list again, and take a newer one.',
  },
  'database.damaged': {
    happened: 'The database with the orders is damaged ({{path}}).',
    meaning: 'Bonwart does not touch it like this. Some orders may no longer be readable.',
    next: 'Compare the open orders with Wix, and get help before you go on.',
  },
  'database.migration-failed': {
    happened: 'Changing the database did not work ({{migration}}).',
    meaning: `The database is as it was before. ${noOrderLost}`,
    next: 'Roll back to the previous version and look at the details.',
  },
  'database.schema-not-restored': {
    happened: 'Changing the database back did not give its old form ({{migration}}).',
    meaning: 'Bonwart stopped before switching. The backup is there.',
    next: 'Get help before you go on.',
  },
  'settings.invalid': {
    happened: 'The setting {{key}} does not fit like this.',
    meaning: nothingChanged,
    next: 'Correct the value and start again.',
  },
  'settings.taken-back': {
    happened: 'The print service did not start again with the new settings within {{seconds, seconds}}.',
    meaning: 'Bonwart has put the former settings back. No order is lost.',
    next: 'Look at the status to see whether it prints, and change one value after the other.',
  },
  'service.not-answering': {
    happened: 'The print service does not answer after {{seconds, seconds}}.',
    meaning: 'While it does not run, nothing is printed. Orders wait at Wix.',
    next: 'Roll back to the previous version if it does not answer soon.',
  },
  'service.unhealthy': {
    happened: 'The print service is worse off after the deployment than before.',
    meaning: guardWatches,
    next: 'Look at which check has failed, or roll back to the previous version.',
  },

  'service.unreachable': {
    happened: 'The print service on the Pi does not answer.',
    meaning: 'New orders may not be printed. They are not lost, they wait at Wix.',
    next: 'Check that the Pi is running. If it stays like this, roll back to the previous version.',
  },
  'service.too-old': {
    happened: 'The print service on the Pi cannot do this yet.',
    meaning: 'It is of an older version. It prints as always.',
    next: 'A deployment brings the new version to the Pi.',
  },
  'lan-access.practice': {
    happened: 'The practice Pi cannot be opened to the network.',
    meaning: 'It runs on this PC, which would stay open. Nothing has changed.',
    next: 'Open the access on the Pi that prints in the kitchen.',
  },
  'order.unknown': {
    happened: 'The print service does not know this order.',
    meaning: 'Perhaps it was too long ago.',
    next: 'Look in Wix.',
  },
  'restaurant.changed': {
    happened: 'Somebody else has changed printers, stations or tickets meanwhile.',
    meaning: 'Your change was not stored, so that the other one is not lost. Printing goes on.',
    next: 'Load how it is now and make your change once more.',
  },
  'station.unknown': {
    happened: 'This station is no longer there.',
    meaning: 'It has been removed meanwhile.',
    next: 'Load the settings anew.',
  },
  'printer.unknown': {
    happened: 'The print service does not know this printer.',
    meaning: 'It is not stored yet, or it was removed.',
    next: 'Store your changes first.',
  },
  'job.unknown': {
    happened: 'The print service does not know this ticket ({{jobId}}).',
    meaning: 'Nothing was printed.',
    next: 'Reload the list of orders.',
  },
  'job.wrong-state': {
    happened: 'That is no longer possible with this ticket.',
    meaning: 'Its state has changed in the meantime. Nothing was printed.',
    next: 'Check whether it already lies in the kitchen.',
  },

  'vault.unavailable': {
    happened: 'This PC has no password safe, or it is locked.',
    meaning: 'Bonwart never stores secrets in clear, so it asks for them again.',
    next: 'Unlock the keyring of the PC, or enter the password once more.',
  },
  'vault.cannot-decrypt': {
    happened: 'A stored secret can no longer be opened on this PC.',
    meaning: 'Usually the keyring of the PC has changed. The Pi goes on printing.',
    next: 'Pair the Pi once more with its password.',
  },
  'panel.database': {
    happened: 'Bonwart cannot store anything on this PC.',
    meaning: 'The history here is incomplete. The Pi keeps its own record and goes on printing.',
    next: 'Check that the PC has free space, and restart Bonwart.',
  },
  'practice.not-running': {
    happened: 'The practice Pi is not running.',
    meaning: 'A real Pi is not affected.',
    next: 'Start the practice.',
  },
  'practice.cannot-start': {
    happened: 'The practice cannot be started.',
    meaning: 'A real Pi is not affected.',
    next: 'Try again. The details name the reason.',
  },
} satisfies SomeErrorTexts;
