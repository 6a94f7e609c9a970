import type { SomeErrorTexts } from '../error-text.ts';

const nothingStored = 'Am Pi wurde nichts verändert. Gedruckt wird weiter wie bisher.';

/** Signing in to a mailbox by the browser. */
export const errorsOfMailSignIn = {
  'mail-sign-in.no-client': {
    happened: 'Bonwart ist bei {{issuer}} noch nicht angemeldet.',
    meaning:
      'Ohne eine Anwendungs-ID lässt {{issuer}} kein Programm in ein Postfach. Die ID richtet einmal ein, wer Ihre Computer betreut.',
    next: 'Tragen Sie die Anwendungs-ID ein, oder nehmen Sie ein App-Passwort oder ein anderes Postfach.',
  },
  'mail-sign-in.not-offered': {
    happened: 'Bei diesem Anbieter geht die Anmeldung auf diesem Weg nicht ({{provider}}).',
    meaning: nothingStored,
    next: 'Nehmen Sie den anderen Weg oder ein App-Passwort.',
  },
  'mail-sign-in.replaced': {
    happened: 'Eine neuere Anmeldung hat diese hier abgelöst.',
    meaning: nothingStored,
    next: 'Führen Sie die neuere zu Ende, oder beginnen Sie hier noch einmal.',
  },
  'mail-sign-in.refused': {
    happened: 'Die Anmeldung bei {{issuer}} wurde abgebrochen oder abgelehnt.',
    meaning: nothingStored,
    next: 'Melden Sie sich noch einmal an und wählen Sie am Ende „Zulassen“ oder „Akzeptieren“.',
  },
  'mail-sign-in.admin-needed': {
    happened: '{{issuer}} verlangt, dass die Verwaltung Ihrer Firma zustimmt.',
    meaning: 'Ihr Konto gehört zu einer Firma, die neue Programme erst freigibt. Ihr Passwort ist in Ordnung.',
    next: 'Bitten Sie die Verwaltung, Bonwart für SMTP freizugeben, oder nehmen Sie ein anderes Postfach.',
  },
  'mail-sign-in.blocked-by-policy': {
    happened: 'Eine Regel Ihrer Firma verbietet diese Anmeldung bei {{issuer}}.',
    meaning: 'Ihr Passwort ist in Ordnung; die Regel lässt nur bestimmte Geräte oder Wege zu.',
    next: 'Nehmen Sie den Weg mit dem Browser an diesem PC, oder fragen Sie die Verwaltung.',
  },
  'mail-sign-in.client-unknown': {
    happened: '{{issuer}} kennt die eingetragene Anwendungs-ID nicht, oder sie ist anders eingerichtet.',
    meaning: 'So kann sich niemand anmelden. An Ihrem Postfach liegt es nicht.',
    next: 'Prüfen Sie die Anwendungs-ID: ein Programm für den Desktop, mit Rückadresse auf diesem PC.',
  },
  'mail-sign-in.wrong-account': {
    happened: 'Angemeldet ist {{found}}, gesendet werden soll von {{wanted}}.',
    meaning: 'Der Anbieter würde die Mails ablehnen. Am Pi wurde nichts verändert.',
    next: 'Melden Sie sich als {{wanted}} an, oder gehen Sie zurück und nehmen Sie {{found}} als Absender.',
  },
  'mail-sign-in.mixed-up': {
    happened: 'Die Antwort aus dem Browser gehört zu einer anderen Anmeldung.',
    meaning: 'Bonwart hat sie nicht angenommen. Vielleicht war noch ein älteres Fenster offen.',
    next: 'Schließen Sie alte Anmeldefenster im Browser und melden Sie sich noch einmal an.',
  },
  'mail-sign-in.timeout': {
    happened: 'Nach {{minutes}} Minuten ist die Anmeldung noch nicht fertig.',
    meaning: 'Bonwart wartet nicht mehr darauf. Am Pi wurde nichts verändert.',
    next: 'Beginnen Sie noch einmal, wenn Sie das Passwort des Postfachs zur Hand haben.',
  },
  'mail-sign-in.unreachable': {
    happened: '{{issuer}} antwortet nicht.',
    meaning: 'Dieser PC erreicht die Anmeldung nicht, oder sie ist gerade gestört. Gedruckt wird weiter wie bisher.',
    next: 'Prüfen Sie die Internetverbindung dieses PCs und versuchen Sie es in ein paar Minuten wieder.',
  },
  'mail-sign-in.bad-answer': {
    happened: '{{issuer}} hat geantwortet, aber nicht so, wie Bonwart es versteht.',
    meaning: nothingStored,
    next: 'Versuchen Sie es noch einmal. Bleibt es dabei, nehmen Sie ein App-Passwort oder ein anderes Postfach.',
  },
  'mail-sign-in.not-lasting': {
    happened: '{{issuer}} hat nur eine Erlaubnis für eine Stunde gegeben.',
    meaning: 'Der Pi könnte später keine Mails mehr senden. Deshalb wurde nichts gespeichert.',
    next: 'Entfernen Sie Bonwart in Ihrem Konto unter „Verbundene Apps“ und melden Sie sich noch einmal an.',
  },
  'mail-sign-in.over': {
    happened: 'Ihre Anmeldung liegt zu lange zurück.',
    meaning: 'Bonwart bewahrt sie nur eine halbe Stunde auf, damit sie nicht herumliegt.',
    next: 'Melden Sie sich noch einmal an. Alles andere ist noch ausgefüllt.',
  },
} satisfies SomeErrorTexts;
