import type { SomeErrorTexts } from '../error-text.ts';

const nothingChanged = 'Nothing was changed. The print service goes on working.';

/** Roles, PINs, and the people of this PC. */
export const errorsOfPeople = {
  'role.needed': {
    happened: '{{purpose, purpose}}, the role {{needs, role}} is needed.',
    meaning: nothingChanged,
    next: 'Sign in with your PIN, or fetch somebody who has this role.',
  },
  'pin.wrong': {
    happened: 'This PIN is not right.',
    meaning: 'You are not signed in. Tries without waiting: {{triesLeft}} left.',
    next: 'Enter the PIN once more.',
  },
  'pin.wait': {
    happened: 'The PIN was wrong several times.',
    meaning: 'So that nobody guesses it, Bonwart takes the next one only in {{seconds, seconds}}.',
    next: 'Wait for that long. If the PIN is forgotten, an admin can set a new one under Settings, People.',
  },
  'pin.missing': {
    happened: '{{name}} has no PIN on this PC.',
    meaning: 'Without a PIN this person can neither sign in nor sign off.',
    next: 'An admin can set a PIN under Settings, People.',
  },
  'pin.needed': {
    happened: 'The role {{role, role}} needs a PIN.',
    meaning: 'The person was not changed.',
    next: 'Enter a PIN of 4 to 12 figures.',
  },
  'pin.too-simple': {
    happened: 'Anybody can guess this PIN.',
    meaning: 'The same figure again and again, or figures in a row, are tried first. The PIN was not changed.',
    next: 'Choose another one.',
  },
  'person.unknown': {
    happened: 'This person is not on this PC any more.',
    meaning: 'Perhaps somebody has just removed them in another window.',
    next: 'Open the list of people anew.',
  },
  'person.name-taken': {
    happened: 'There is already somebody called {{name}}.',
    meaning: 'In the history the two could not be told apart.',
    next: 'Take another name, perhaps with the surname.',
  },
  'person.too-many': {
    happened: 'There are {{limit}} people already.',
    meaning: 'Bonwart takes no more on one PC.',
    next: 'Remove somebody who does not work here any more.',
  },
  'person.last-admin': {
    happened: 'This is the only person with the role Admin and a PIN.',
    meaning: 'Without them nobody could deploy, roll back or change people any more.',
    next: 'Give this role to somebody else first.',
  },
} satisfies SomeErrorTexts;
