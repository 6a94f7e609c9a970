/** What a person is asked who answers a question: of the checklist, of a sign-off. */
export const answers = {
  yes: 'Ja',
  no: 'Nein',
  notNeeded: 'Hier nicht nötig',
  yourAnswer: 'Ihre Antwort',
  yourName: 'Ihr Name',
  note: 'Notiz',
  noteWhy: 'Warum ist es hier nicht nötig?',
};
