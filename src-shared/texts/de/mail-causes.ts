/** Why a mail could not be handed over: what happened, and what it means or what helps. Both together stay under 240 characters. */
export const mailCauses = {
  'server-name-unknown': {
    happened: 'Den Mailserver „{{server}}“ gibt es nicht.',
    meaning: 'Vielleicht ist der Name vertippt. Das Internet selbst funktioniert.',
  },
  'no-internet': {
    happened: 'Der Pi kommt gerade nicht ins Internet.',
    meaning: 'An Ihrem Postfach liegt es nicht. Sehen Sie nach, ob am Router alle Lampen leuchten wie sonst.',
  },
  'port-blocked': {
    happened: 'Der Weg vom Pi zu {{server}} ist gesperrt (Anschluss {{port}}).',
    meaning: 'Meist ist es der Router. Wer Ihr Netz betreut, kann die Anschlüsse 465 und 587 für den Pi freigeben.',
  },
  'port-refused': {
    happened: '{{server}} nimmt am Anschluss {{port}} keine Mails an.',
    meaning: 'Der Server ist da, aber nicht für diesen Zweck. Meist stimmen Name oder Anschluss nicht.',
  },
  'wrong-encryption': {
    happened: '{{server}} verschlüsselt am Anschluss {{port}} anders als erwartet.',
    meaning: 'Ihr Passwort wurde nicht gesendet. Meist hilft der andere Anschluss, 465 oder 587.',
  },
  'no-encryption': {
    happened: '{{server}} bietet keine Verschlüsselung an.',
    meaning:
      'Ihr Passwort wäre mitzulesen, deshalb wurde es nicht gesendet. Nehmen Sie ein Postfach, das verschlüsselt.',
  },
  'certificate-expired': {
    happened: 'Der Ausweis von {{server}} ist abgelaufen (Zertifikat).',
    meaning: 'Der Pi kann nicht sicher sein, mit wem er spricht. Ihr Passwort wurde nicht gesendet.',
  },
  'certificate-not-yet-valid': {
    happened: 'Der Ausweis von {{server}} gilt noch nicht (Zertifikat).',
    meaning: 'Meist geht die Uhr des Pi falsch. Mit Internet stellt sie sich in ein paar Minuten von selbst.',
  },
  'certificate-other-name': {
    happened: 'Der Server hat einen Ausweis für einen anderen Namen als {{server}}.',
    meaning: 'Ihr Passwort wurde nicht gesendet. Der richtige Name steht in den Hinweisen Ihres Anbieters.',
  },
  'certificate-untrusted': {
    happened: 'Den Ausweis von {{server}} hat niemand bestätigt, den der Pi kennt (Zertifikat).',
    meaning: 'Ihr Passwort wurde nicht gesendet. Wer den Server betreut, kann das richten.',
  },
  'sign-in-refused': {
    happened: '{{provider}} hat die Anmeldung abgelehnt.',
    meaning: 'Meist ist das Passwort vertippt, oder der Zugriff für Mailprogramme ist dort ausgeschaltet.',
  },
  'app-password-needed': {
    happened: '{{provider}} verlangt ein eigenes Passwort für Programme.',
    meaning: 'Ihr normales Passwort gilt hier nicht. Das App-Passwort legen Sie bei {{provider}} an, in zwei Minuten.',
  },
  'password-sign-in-ended': {
    happened: '{{provider}} lässt kein Programm mehr mit einem Passwort senden.',
    meaning:
      'Ihr Passwort ist in Ordnung, es hilft nur nicht mehr. Nehmen Sie einen anderen Weg oder ein anderes Postfach.',
  },
  'sending-locked-by-admin': {
    happened: 'Ihre Verwaltung hat das Senden für dieses Postfach gesperrt.',
    meaning: 'Ihr Passwort ist in Ordnung. Die Verwaltung kann „Authentifiziertes SMTP“ für dieses Postfach erlauben.',
  },
  'program-access-off': {
    happened: 'Bei {{provider}} ist der Zugriff für Mailprogramme ausgeschaltet.',
    meaning: 'Schalten Sie ihn dort einmal ein. Ihr Passwort bleibt dasselbe.',
  },
  'too-many-sign-ins': {
    happened: '{{provider}} lässt nach zu vielen Anmeldungen eine Weile niemanden herein.',
    meaning: 'Warten Sie eine Viertelstunde. Jeder Versuch davor verlängert die Sperre.',
  },
  'web-sign-in-needed': {
    happened: '{{provider}} will, dass Sie sich einmal im Browser anmelden.',
    meaning: 'Dort bestätigen Sie, dass Sie es sind. Danach kann auch der Pi senden.',
  },
  'account-locked': {
    happened: '{{provider}} hat dieses Postfach gesperrt.',
    meaning: 'Melden Sie sich im Browser an. Dort steht, warum, und wie es wieder frei wird.',
  },
  'no-sign-in-offered': {
    happened: '{{server}} bietet keine Anmeldung an, die der Pi kann.',
    meaning: 'Ihr Passwort wurde nicht gesendet. Meist ist es der falsche Server.',
  },
  'not-signed-in': {
    happened: '{{server}} verlangt eine Anmeldung.',
    meaning: 'Ohne Passwort nimmt er keine Mails an.',
  },
  'token-expired': {
    happened: 'Die Anmeldung bei {{provider}} ist abgelaufen.',
    meaning: 'Das kommt vor, wenn ein Passwort geändert oder der Zugriff entzogen wurde. Melden Sie sich neu an.',
  },
  'consent-needed': {
    happened: 'Ihre Verwaltung muss zustimmen, dass Bonwart Mails senden darf.',
    meaning: 'Ihr Konto gehört zu einer Firma, die neue Programme erst freigibt. Ihr Passwort ist in Ordnung.',
  },
  'other-account-signed-in': {
    happened: 'Angemeldet wurde ein anderes Konto als das von {{from}}.',
    meaning: '{{provider}} lässt nur den senden, dem die Adresse gehört. Melden Sie sich mit {{from}} an.',
  },
  'program-not-registered': {
    happened: '{{provider}} kennt Bonwarts Anwendungs-ID nicht.',
    meaning: 'An Ihrem Postfach liegt es nicht. Wer die ID eingerichtet hat, muss sie prüfen.',
  },
  'sign-in-service-silent': {
    happened: 'Die Anmeldung von {{provider}} antwortet gerade nicht.',
    meaning: 'Das liegt am Anbieter oder am Internet. Versuchen Sie es in ein paar Minuten noch einmal.',
  },
  'clock-wrong': {
    happened: 'Die Uhr des Pi geht falsch, deshalb gilt die Anmeldung nicht.',
    meaning: 'Mit Internet stellt sie sich in ein paar Minuten von selbst.',
  },
  'policy-forbids-sign-in': {
    happened: 'Eine Regel Ihrer Firma verbietet dem Pi die Anmeldung.',
    meaning: 'Ihr Passwort ist in Ordnung. Die Verwaltung kann eine Ausnahme machen.',
  },
  'sender-not-allowed': {
    happened: '{{provider}} lässt dieses Postfach nicht als {{from}} senden.',
    meaning: 'Als Absender geht nur die Adresse, die zum Postfach gehört.',
  },
  'sender-domain-unknown': {
    happened: 'Die Adresse {{from}} nimmt {{server}} nicht als Absender an.',
    meaning: 'Was hinter dem @ steht, ist nicht zu finden. Vielleicht ist die Adresse vertippt.',
  },
  'relay-refused': {
    happened: '{{server}} will diese Mail nicht weitergeben.',
    meaning: 'Er sendet nur für eigene Adressen. {{from}} gehört vermutlich zu einem anderen Anbieter.',
  },
  'recipient-unknown': {
    happened: 'Eine Adresse der Empfänger gibt es nicht.',
    meaning: 'Anmeldung und Absender stimmen. Prüfen Sie, ob die Adresse vertippt ist.',
  },
  'some-recipients-refused': {
    happened: 'Nicht alle Empfänger wurden angenommen.',
    meaning: 'Die anderen bekommen die Mail. Welche Adresse es ist, steht in der Antwort des Servers.',
  },
  'recipient-full': {
    happened: 'Ein Postfach der Empfänger ist voll.',
    meaning: 'Dort muss jemand aufräumen. Bis dahin kommt nichts an.',
  },
  'own-mailbox-full': {
    happened: 'Das Postfach {{from}} ist voll und darf deshalb nicht senden.',
    meaning: 'Löschen Sie dort alte Mails, auch im Papierkorb, und versuchen Sie es noch einmal.',
  },
  greylisted: {
    happened: 'Der Server des Empfängers lässt neue Absender erst einmal warten.',
    meaning: 'Das ist ein üblicher Schutz gegen Werbung. In ein paar Minuten nimmt er dieselbe Mail an.',
  },
  'server-busy': {
    happened: '{{server}} ist gerade überlastet.',
    meaning: 'Das geht meist in ein paar Minuten vorbei. An Ihren Angaben liegt es nicht.',
  },
  'limit-reached': {
    happened: '{{provider}} lässt heute keine weiteren Mails mehr zu.',
    meaning: 'Jedes Postfach darf nur eine bestimmte Zahl senden. Morgen geht es wieder.',
  },
  'too-large': {
    happened: '{{server}} findet die Mail zu groß.',
    meaning: 'Die Mails des Pi sind klein. Das Postfach hat vermutlich eine ungewöhnlich enge Grenze.',
  },
  'taken-for-forged': {
    happened: 'Der Server hält den Absender {{from}} für gefälscht.',
    meaning: 'Die Adresse darf nur von bestimmten Servern senden. Nehmen Sie den Server, der zu ihr gehört.',
  },
  'taken-for-spam': {
    happened: 'Der Server hält die Mail für Werbung.',
    meaning: 'Versuchen Sie es noch einmal. Bleibt es dabei, hilft ein Postfach bei einem anderen Anbieter.',
  },
  'address-on-blocklist': {
    happened: 'Ihr Internetanschluss steht auf einer Sperrliste.',
    meaning: 'Von dort kam früher Werbung, oft ohne Ihr Zutun. Wer Ihr Netz betreut, kann ihn austragen lassen.',
  },
  'connection-broken': {
    happened: 'Die Verbindung zu {{server}} ist abgerissen.',
    meaning: 'Meist war es nur ein Wackler im Internet. Versuchen Sie es noch einmal.',
  },
  'no-answer-in-time': {
    happened: '{{server}} antwortet nicht.',
    meaning: 'Der Pi hat so lange gewartet, wie es sinnvoll ist. Versuchen Sie es noch einmal.',
  },
  unknown: {
    happened: '{{server}} hat die Mail nicht angenommen.',
    meaning: 'Den Grund nennt er nur in eigenen Worten. Sie stehen unten.',
  },
};
