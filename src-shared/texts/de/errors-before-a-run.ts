import type { SomeErrorTexts } from '../error-text.ts';

const windowIsStale = 'Das betrifft nur dieses Fenster. Der Pi druckt weiter.';
const piPrintsOn = 'Der Pi arbeitet ohne diesen PC weiter und druckt wie bisher.';
const nothingChanged = 'Auf dem Pi wurde nichts verändert.';

/** The contract, the connection and the pairing. */
export const errorsBeforeARun = {
  'contract.invalid-request': {
    happened: 'Eine Eingabe ist so nicht möglich.',
    meaning: nothingChanged,
    next: 'Prüfen Sie die Eingabe. Bleibt es dabei, laden Sie das Fenster neu.',
  },
  'contract.invalid-response': {
    happened: 'Bonwart hat eine Antwort bekommen, die es nicht versteht.',
    meaning: windowIsStale,
    next: 'Laden Sie das Fenster neu. Bleibt es dabei, installieren Sie Bonwart neu.',
  },
  'contract.unknown-call': {
    happened: 'Das Fenster und Bonwart passen nicht zusammen.',
    meaning: windowIsStale,
    next: 'Schließen Sie Bonwart ganz und starten Sie es neu.',
  },
  'contract.disconnected': {
    happened: 'Das Fenster hat die Verbindung zu Bonwart verloren.',
    meaning: 'Was Sie hier sehen, kann veraltet sein. Der Pi druckt weiter.',
    next: 'Bonwart verbindet sich von selbst neu. Läuft das Programm nicht mehr, starten Sie es wieder.',
  },
  'contract.timeout': {
    happened: 'Nach {{seconds, seconds}} ist noch keine Antwort da.',
    meaning: 'Ob der Auftrag ausgeführt wurde, ist nicht bekannt.',
    next: 'Sehen Sie nach dem Zustand, bevor Sie es noch einmal versuchen.',
  },
  'contract.not-allowed': {
    happened: 'Eine fremde Seite wollte Bonwart bedienen.',
    meaning: 'Bonwart hat sie abgewiesen. Es wurde nichts verändert.',
    next: 'Schließen Sie Bonwart ganz und starten Sie es neu.',
  },
  'contract.too-much-at-once': {
    happened: 'Es laufen zu viele Anfragen gleichzeitig.',
    meaning: windowIsStale,
    next: 'Warten Sie einen Moment und versuchen Sie es noch einmal.',
  },
  'internal.bug': {
    happened: 'In Bonwart ist ein Fehler aufgetreten.',
    meaning: 'Das liegt nicht an Ihnen. Der Pi druckt weiter.',
    next: 'Versuchen Sie es noch einmal. Für den Support: Das Absturzprotokoll führt den Fehler unter {{reference}}.',
  },

  'connection.unreachable': {
    happened: 'Der Pi ist unter {{address}} nicht zu erreichen.',
    meaning: 'Bonwart sieht ihn gerade nicht. Ob er druckt, zeigt der Drucker in der Küche.',
    next: 'Prüfen Sie, ob der Pi Strom hat und im selben Netz ist wie dieser PC.',
  },
  'connection.name-not-found': {
    happened: 'Den Namen {{address}} kennt Ihr Netz nicht.',
    meaning: 'Ohne Adresse findet Bonwart den Pi nicht.',
    next: 'Prüfen Sie die Schreibweise, oder nehmen Sie die Zahlenadresse des Pi, zum Beispiel 192.168.1.20.',
  },
  'connection.refused': {
    happened: 'Unter {{address}} ist ein Gerät, aber sein Fernzugang (SSH, Anschluss {{port}}) ist aus.',
    meaning: 'Bonwart kommt nicht auf den Pi. Das Drucken ist davon nicht betroffen.',
    next: 'Schalten Sie SSH auf dem Pi ein, oder prüfen Sie, ob die Adresse stimmt.',
  },
  'connection.not-ssh': {
    happened: 'Unter {{address}}, Anschluss {{port}}, antwortet etwas, das kein Fernzugang (SSH) ist.',
    meaning: 'Wahrscheinlich ist das ein anderes Gerät.',
    next: 'Prüfen Sie Adresse und Anschluss. Üblich ist Anschluss 22.',
  },
  'connection.lost': {
    happened: 'Die Verbindung zum Pi ({{address}}) ist abgerissen.',
    meaning: piPrintsOn,
    next: 'Bonwart verbindet sich von selbst neu. Dauert es länger, prüfen Sie das Netz.',
  },
  'connection.timeout': {
    happened: 'Der Pi ({{address}}) hat {{seconds, seconds}} lang nicht geantwortet.',
    meaning: piPrintsOn,
    next: 'Versuchen Sie es noch einmal. Bleibt es dabei, prüfen Sie das Netz.',
  },
  'host-key.changed': {
    happened: 'Unter {{address}} meldet sich ein anderer Rechner als bei der Kopplung.',
    meaning: 'Entweder wurde der Pi neu aufgesetzt, oder jemand gibt sich als er aus. Bonwart hat nichts gesendet.',
    next: 'Fragen Sie, wer den Pi betreut. Nur wenn er neu aufgesetzt wurde, entkoppeln und koppeln Sie ihn neu.',
  },
  'host-key.not-accepted': {
    happened: 'Der Fingerabdruck des Pi ist {{found}} und nicht der, den Sie bestätigt haben.',
    meaning: 'Bonwart hat abgebrochen und nichts gesendet.',
    next: 'Beginnen Sie die Kopplung neu und vergleichen Sie den Fingerabdruck.',
  },
  'login.wrong-password': {
    happened: 'Benutzer oder Passwort stimmt nicht: {{user}} auf {{address}}.',
    meaning: nothingChanged,
    next: 'Geben Sie das Passwort noch einmal ein. Achten Sie auf Groß- und Kleinschreibung.',
  },
  'login.wrong-key': {
    happened: 'Der Pi ({{address}}) nimmt den Schlüssel für {{user}} nicht an.',
    meaning: 'Bonwart kommt nicht auf den Pi. Das Drucken ist davon nicht betroffen.',
    next: 'Nehmen Sie einen anderen Schlüssel oder das Passwort. War der Pi schon gekoppelt, koppeln Sie ihn neu.',
  },
  'login.bad-key-file': {
    happened: 'Diese Datei ist kein privater Schlüssel, den Bonwart lesen kann.',
    meaning: nothingChanged,
    next: 'Wählen Sie die Datei ohne die Endung .pub, oder melden Sie sich mit dem Passwort an.',
  },
  'login.passphrase-needed': {
    happened: 'Der Schlüssel ist mit einem Kennwort geschützt.',
    meaning: nothingChanged,
    next: 'Geben Sie das Kennwort des Schlüssels ein.',
  },

  'pairing.no-sudo': {
    happened: 'Der Benutzer {{user}} darf auf dem Pi nichts einrichten (er hat keine sudo-Rechte).',
    meaning: nothingChanged,
    next: 'Nehmen Sie einen Benutzer mit sudo-Rechten. Auf einem Raspberry Pi ist das meist der erste.',
  },
  'pairing.sudo-password-wrong': {
    happened: 'Das Passwort gilt nicht für das Einrichten (sudo) als {{user}}.',
    meaning: nothingChanged,
    next: 'Geben Sie das sudo-Passwort ein.',
  },
  'pairing.32-bit': {
    happened: 'Auf dem Pi läuft ein 32-Bit-System ({{machine}}).',
    meaning: 'Bonwart braucht ein 64-Bit-System. Auf dem Pi wurde nichts verändert.',
    next: 'Setzen Sie den Pi mit Raspberry Pi OS (64-bit) neu auf und koppeln Sie ihn dann.',
  },
  'pairing.not-linux': {
    happened: 'Auf diesem Rechner läuft {{system}}, nicht Linux.',
    meaning: 'Wahrscheinlich ist das nicht Ihr Pi. Es wurde nichts verändert.',
    next: 'Prüfen Sie die Adresse.',
  },
  'pairing.no-space': {
    happened: 'Auf dem Pi sind unter {{path}} noch {{freeBytes, bytes}} frei, gebraucht werden {{neededBytes, bytes}}.',
    meaning: nothingChanged,
    next: 'Schaffen Sie auf dem Pi Platz, oder nehmen Sie eine größere Karte.',
  },
  'pairing.wrong-clock': {
    happened: 'Die Uhr des Pi geht {{differenceSeconds, seconds}} falsch. Er meint, es sei {{targetTime}}.',
    meaning: 'Mit falscher Uhr stimmen Zeiten auf den Bons nicht, und Wix weist Anfragen ab.',
    next: 'Verbinden Sie den Pi mit dem Internet, damit er die Uhr stellt, und versuchen Sie es dann noch einmal.',
  },
  'pairing.no-payload': {
    happened: 'Dieser Installation von Bonwart fehlt, was auf den Pi gehört ({{architecture}}).',
    meaning: nothingChanged,
    next: 'Installieren Sie Bonwart neu. Aus den Quellen: npm run build.',
  },
  'pairing.install-failed': {
    happened: 'Das Einrichten auf dem Pi ist nicht gelungen.',
    meaning: 'Was begonnen war, wurde wieder entfernt. Das Drucken ist davon nicht betroffen.',
    next: 'Sehen Sie in die Einzelheiten und versuchen Sie es noch einmal.',
  },
  'pairing.cancelled': {
    happened: 'Die Kopplung wurde abgebrochen.',
    meaning: 'Was begonnen war, wurde vom Pi wieder entfernt.',
    next: 'Sie können jederzeit neu beginnen.',
  },
  'target.unknown': {
    happened: 'Diesen Pi kennt Bonwart nicht.',
    meaning: 'Vielleicht wurde er inzwischen entkoppelt.',
    next: 'Gehen Sie zurück zur Übersicht.',
  },
  'target.not-paired': {
    happened: 'Bonwart hat für diesen Pi keinen Schlüssel mehr.',
    meaning:
      'Dieser PC hat keinen Passwort-Tresor, darum gilt ein Schlüssel nur, bis Bonwart geschlossen wird. Der Pi druckt weiter.',
    next: 'Koppeln Sie den Pi noch einmal mit seinem Passwort. Seine Daten bleiben, wie sie sind.',
  },
} satisfies SomeErrorTexts;
