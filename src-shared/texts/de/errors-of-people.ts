import type { SomeErrorTexts } from '../error-text.ts';

const nothingChanged = 'Es wurde nichts verändert. Der Druckdienst arbeitet weiter.';

/** Roles, PINs, and the people of this PC. */
export const errorsOfPeople = {
  'role.needed': {
    happened: '{{purpose, purpose}} braucht es die Rolle {{needs, role}}.',
    meaning: nothingChanged,
    next: 'Melden Sie sich mit Ihrer PIN an, oder holen Sie jemanden mit dieser Rolle.',
  },
  'pin.wrong': {
    happened: 'Diese PIN stimmt nicht.',
    meaning: 'Sie sind nicht angemeldet. Versuche ohne Wartezeit: noch {{triesLeft}}.',
    next: 'Geben Sie die PIN noch einmal ein.',
  },
  'pin.wait': {
    happened: 'Die PIN war mehrmals falsch.',
    meaning: 'Damit niemand sie errät, nimmt Bonwart die nächste erst in {{seconds, seconds}} an.',
    next: 'Warten Sie so lange. Ist die PIN vergessen, kann die Technik unter Einstellungen, Personen eine neue vergeben.',
  },
  'pin.missing': {
    happened: '{{name}} hat auf diesem PC keine PIN.',
    meaning: 'Ohne PIN kann sich diese Person nicht anmelden und nicht unterschreiben.',
    next: 'Die Technik kann unter Einstellungen, Personen eine PIN vergeben.',
  },
  'pin.needed': {
    happened: 'Die Rolle {{role, role}} braucht eine PIN.',
    meaning: 'Die Person wurde nicht geändert.',
    next: 'Geben Sie eine PIN mit 4 bis 12 Ziffern ein.',
  },
  'pin.too-simple': {
    happened: 'Diese PIN errät jeder.',
    meaning: 'Lauter gleiche Ziffern oder Ziffern der Reihe nach werden zuerst probiert. Die PIN wurde nicht geändert.',
    next: 'Wählen Sie eine andere.',
  },
  'person.unknown': {
    happened: 'Diese Person gibt es auf diesem PC nicht mehr.',
    meaning: 'Vielleicht wurde sie gerade in einem anderen Fenster entfernt.',
    next: 'Öffnen Sie die Liste der Personen neu.',
  },
  'person.name-taken': {
    happened: 'Es gibt schon jemanden mit dem Namen {{name}}.',
    meaning: 'Im Verlauf wären beide nicht auseinanderzuhalten.',
    next: 'Nehmen Sie einen anderen Namen, etwa mit Nachnamen.',
  },
  'person.too-many': {
    happened: 'Es sind schon {{limit}} Personen eingetragen.',
    meaning: 'Mehr nimmt Bonwart auf einem PC nicht auf.',
    next: 'Entfernen Sie jemanden, der nicht mehr hier arbeitet.',
  },
  'person.last-admin': {
    happened: 'Das ist die einzige Person mit der Rolle Technik und einer PIN.',
    meaning: 'Ohne sie könnte niemand mehr bereitstellen, zurücksetzen oder Personen ändern.',
    next: 'Geben Sie zuerst jemand anderem diese Rolle.',
  },
} satisfies SomeErrorTexts;
