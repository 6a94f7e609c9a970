/** What a person is asked who answers a question: of the checklist, of a sign-off. */
export const answers = {
  yes: 'Yes',
  no: 'No',
  notNeeded: 'Not needed here',
  yourAnswer: 'Your answer',
  yourName: 'Your name',
  note: 'Note',
  noteWhy: 'Why is it not needed here?',
};
