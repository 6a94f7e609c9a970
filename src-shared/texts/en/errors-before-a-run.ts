import type { SomeErrorTexts } from '../error-text.ts';

const windowIsStale = 'This concerns this window only. The Pi goes on printing.';
const piPrintsOn = 'The Pi works on without this PC and prints as before.';
const nothingChanged = 'Nothing was changed on the Pi.';

/** The contract, the connection and the pairing. */
export const errorsBeforeARun = {
  'contract.invalid-request': {
    happened: 'Something that was entered is not possible.',
    meaning: nothingChanged,
    next: 'Check what you entered. If it stays like this, reload the window.',
  },
  'contract.invalid-response': {
    happened: 'Bonwart got an answer that it does not understand.',
    meaning: windowIsStale,
    next: 'Reload the window. If it stays like this, install Bonwart again.',
  },
  'contract.unknown-call': {
    happened: 'The window and Bonwart do not fit together.',
    meaning: windowIsStale,
    next: 'Close Bonwart completely and start it again.',
  },
  'contract.disconnected': {
    happened: 'The window has lost its connection to Bonwart.',
    meaning: 'What you see here may be out of date. The Pi goes on printing.',
    next: 'Bonwart reconnects by itself. If the program no longer runs, start it again.',
  },
  'contract.timeout': {
    happened: 'There is no answer after {{seconds, seconds}}.',
    meaning: 'Whether it was carried out is not known.',
    next: 'Look at the current state before you try again.',
  },
  'contract.not-allowed': {
    happened: 'A foreign page wanted to operate Bonwart.',
    meaning: 'Bonwart turned it away. Nothing was changed.',
    next: 'Close Bonwart completely and start it again.',
  },
  'contract.too-much-at-once': {
    happened: 'Too many requests are under way at once.',
    meaning: windowIsStale,
    next: 'Wait a moment and try again.',
  },
  'internal.bug': {
    happened: 'Something went wrong inside Bonwart.',
    meaning: 'It is not your doing. The Pi goes on printing.',
    next: 'Try again. For support: the crash log lists it as {{reference}}.',
  },

  'connection.unreachable': {
    happened: 'The Pi cannot be reached at {{address}}.',
    meaning: 'Bonwart cannot see it right now. The printer in the kitchen shows whether it prints.',
    next: 'Check that the Pi has power and is on the same network as this PC.',
  },
  'connection.name-not-found': {
    happened: 'Your network does not know the name {{address}}.',
    meaning: 'Without an address Bonwart cannot find the Pi.',
    next: 'Check the spelling, or use the address in numbers, for example 192.168.1.20.',
  },
  'connection.refused': {
    happened: 'There is a device at {{address}}, but its remote access (SSH, port {{port}}) is off.',
    meaning: 'Bonwart cannot get onto the Pi. Printing is not affected.',
    next: 'Turn SSH on on the Pi, or check the address.',
  },
  'connection.not-ssh': {
    happened: 'What answers at {{address}}, port {{port}}, is not remote access (SSH).',
    meaning: 'This is probably another device.',
    next: 'Check address and port. The usual port is 22.',
  },
  'connection.lost': {
    happened: 'The connection to the Pi ({{address}}) was lost.',
    meaning: piPrintsOn,
    next: 'Bonwart reconnects by itself. If it takes long, check the network.',
  },
  'connection.timeout': {
    happened: 'The Pi ({{address}}) has not answered for {{seconds, seconds}}.',
    meaning: piPrintsOn,
    next: 'Try again. If it stays like this, check the network.',
  },
  'host-key.changed': {
    happened: 'A different machine than at pairing answers at {{address}}.',
    meaning: 'Either the Pi was set up afresh, or someone pretends to be it. Bonwart has sent nothing.',
    next: 'Ask whoever looks after the Pi. Only if it was set up afresh, unpair it and pair it again.',
  },
  'host-key.not-accepted': {
    happened: 'The fingerprint of the Pi is {{found}}, not the one that you confirmed.',
    meaning: 'Bonwart stopped and has sent nothing.',
    next: 'Begin the pairing again and compare the fingerprint.',
  },
  'login.wrong-password': {
    happened: 'User or password is wrong: {{user}} at {{address}}.',
    meaning: nothingChanged,
    next: 'Enter the password again. Mind capital and small letters.',
  },
  'login.wrong-key': {
    happened: 'The Pi ({{address}}) does not accept the key for {{user}}.',
    meaning: 'Bonwart cannot get onto the Pi. Printing is not affected.',
    next: 'Use another key or the password. If the Pi was paired already, pair it again.',
  },
  'login.bad-key-file': {
    happened: 'This file is not a private key that Bonwart can read.',
    meaning: nothingChanged,
    next: 'Choose the file without .pub at its end, or sign in with the password.',
  },
  'login.passphrase-needed': {
    happened: 'The key is protected by a passphrase.',
    meaning: nothingChanged,
    next: 'Enter the passphrase of the key.',
  },

  'pairing.no-sudo': {
    happened: 'The user {{user}} may not set anything up on the Pi (no sudo rights).',
    meaning: nothingChanged,
    next: 'Use a user with sudo rights. On a Raspberry Pi that is usually the first one.',
  },
  'pairing.sudo-password-wrong': {
    happened: 'The password is not right for setting up (sudo) as {{user}}.',
    meaning: nothingChanged,
    next: 'Enter the sudo password.',
  },
  'pairing.32-bit': {
    happened: 'The Pi runs a 32-bit system ({{machine}}).',
    meaning: 'Bonwart needs a 64-bit system. Nothing was changed on the Pi.',
    next: 'Set the Pi up again with Raspberry Pi OS (64-bit), then pair it.',
  },
  'pairing.not-linux': {
    happened: 'This machine runs {{system}}, not Linux.',
    meaning: 'It is probably not your Pi. Nothing was changed.',
    next: 'Check the address.',
  },
  'pairing.no-space': {
    happened: 'The Pi has {{freeBytes, bytes}} free at {{path}}, and {{neededBytes, bytes}} are needed.',
    meaning: nothingChanged,
    next: 'Make room on the Pi, or use a larger card.',
  },
  'pairing.wrong-clock': {
    happened: 'The clock of the Pi is wrong by {{differenceSeconds, seconds}}. It says {{targetTime}}.',
    meaning: 'With a wrong clock the times on tickets are wrong, and Wix turns requests away.',
    next: 'Connect the Pi to the internet so that it sets its clock, then try again.',
  },
  'pairing.no-payload': {
    happened: 'This installation of Bonwart lacks what belongs on the Pi ({{architecture}}).',
    meaning: nothingChanged,
    next: 'Install Bonwart again. From the sources: npm run build.',
  },
  'pairing.install-failed': {
    happened: 'Setting up the Pi did not work.',
    meaning: 'What was begun has been removed again. Printing is not affected.',
    next: 'Look at the details and try again.',
  },
  'pairing.cancelled': {
    happened: 'The pairing was cancelled.',
    meaning: 'What was begun has been removed from the Pi.',
    next: 'You can begin again at any time.',
  },
  'target.unknown': {
    happened: 'Bonwart does not know this Pi.',
    meaning: 'Perhaps it was unpaired in the meantime.',
    next: 'Go back to the overview.',
  },
  'target.not-paired': {
    happened: 'Bonwart no longer has a key for this Pi.',
    meaning: 'This PC has no password safe, so a key is good only until Bonwart is closed. The Pi goes on printing.',
    next: 'Pair the Pi once more with its password. Its data stay as they are.',
  },
} satisfies SomeErrorTexts;
