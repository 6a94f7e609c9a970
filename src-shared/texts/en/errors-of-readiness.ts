import type { SomeErrorTexts } from '../error-text.ts';

/** The checklist before a deployment, and the sign-off after it. */
export const errorsOfReadiness = {
  'checklist.unknown-item': {
    happened: 'This question is not on the checklist ({{item}}).',
    meaning: 'The answer was not kept. Nothing was changed on the Pi.',
    next: 'Reload the window; it probably shows an older list.',
  },
  'mail.not-set-up': {
    happened: 'E-mail is not set up on this Pi.',
    meaning: 'No mail went out. Tickets are printed as always.',
    next: 'Set up e-mail; mails that wait then go out by themselves.',
  },
  'guide.no-window': {
    happened: 'No time has been chosen yet.',
    meaning: 'Without a time nobody can be told. No mail went out.',
    next: 'Choose a quiet hour first.',
  },
  'guide.nobody-informed': {
    happened: 'Nobody is listed to be told.',
    meaning: 'No mail went out.',
    next: 'Enter at least one address under "Who is informed?".',
  },
  'sign-off.not-ended': {
    happened: 'This run has not ended yet.',
    meaning: 'Only what was kept or rolled back is signed off. The Pi goes on working.',
    next: 'Bring the run to its end and come back then.',
  },
  'sign-off.not-asked': {
    happened: 'There is no sign-off for this run ({{runbook}}).',
    meaning: 'The print service runs as shown. Nothing was changed.',
    next: 'The history holds every step all the same.',
  },
  'sign-off.open': {
    happened: 'Answers ({{questions}}) or explanations ({{deviations}}) are still missing.',
    meaning: 'Nothing was signed.',
    next: 'Answer the open questions and explain the deviations.',
  },
  'sign-off.signed': {
    happened: 'This sign-off is signed already.',
    meaning: 'Nothing of it changes any more. What you entered was not taken.',
    next: 'Sign an addendum if something is to be added.',
  },
  'sign-off.not-signed': {
    happened: 'This sign-off is not signed yet.',
    meaning: 'An addendum comes only after that. Nothing was changed.',
    next: 'Sign the sign-off first.',
  },
  'sign-off.changed': {
    happened: 'Meanwhile something else stands there than what you saw.',
    meaning: 'Nothing was signed.',
    next: 'Read the page again and sign then.',
  },
  'sign-off.role-taken': {
    happened: '{{name}} has signed for this already.',
    meaning: 'No second signature was added.',
    next: 'Load the page again to see the signature.',
  },
  'sign-off.wrong-role': {
    happened: 'This person does not have the role that signs here.',
    meaning: 'Nothing was signed.',
    next: 'Choose somebody who has this role.',
  },
  'sign-off.damaged': {
    happened: 'The sign-offs on this computer were changed afterwards (line {{line}}).',
    meaning: 'No signature is put on changed sign-offs. Printing is not affected.',
    next: 'Compare them with printed reports and bring back an older backup of panel.db.',
  },
} satisfies SomeErrorTexts;
