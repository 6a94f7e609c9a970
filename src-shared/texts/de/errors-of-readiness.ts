import type { SomeErrorTexts } from '../error-text.ts';

/** The checklist before a deployment, and the sign-off after it. */
export const errorsOfReadiness = {
  'checklist.unknown-item': {
    happened: 'Diese Frage steht nicht auf der Checkliste ({{item}}).',
    meaning: 'Die Antwort wurde nicht festgehalten. Auf dem Pi wurde nichts verändert.',
    next: 'Laden Sie das Fenster neu; es zeigt wohl eine ältere Liste.',
  },
  'mail.not-set-up': {
    happened: 'E-Mail ist auf diesem Pi nicht eingerichtet.',
    meaning: 'Es ging keine Mail hinaus. Gedruckt wird wie immer.',
    next: 'Richten Sie E-Mail ein; danach gehen wartende Mails von selbst hinaus.',
  },
  'guide.no-window': {
    happened: 'Es ist noch keine Zeit gewählt.',
    meaning: 'Ohne Zeit kann niemand Bescheid bekommen. Es ging keine Mail hinaus.',
    next: 'Wählen Sie zuerst eine ruhige Stunde.',
  },
  'guide.nobody-informed': {
    happened: 'Es ist niemand eingetragen, der Bescheid bekommt.',
    meaning: 'Es ging keine Mail hinaus.',
    next: 'Tragen Sie unter „Wer wird informiert?“ wenigstens eine Adresse ein.',
  },
  'sign-off.not-ended': {
    happened: 'Dieser Lauf ist noch nicht zu Ende.',
    meaning: 'Abgenommen wird erst, was behalten oder zurückgesetzt ist. Der Pi arbeitet weiter.',
    next: 'Bringen Sie den Lauf zu Ende und kommen Sie dann wieder.',
  },
  'sign-off.not-asked': {
    happened: 'Für diesen Lauf ist keine Abnahme vorgesehen ({{runbook}}).',
    meaning: 'Der Druckdienst läuft wie angezeigt. Es wurde nichts verändert.',
    next: 'Im Verlauf steht trotzdem jeder Schritt zum Nachlesen.',
  },
  'sign-off.open': {
    happened: 'Es fehlen noch Antworten ({{questions}}) oder Erklärungen ({{deviations}}).',
    meaning: 'Es wurde nicht unterschrieben.',
    next: 'Beantworten Sie die offenen Fragen und erklären Sie die Abweichungen.',
  },
  'sign-off.signed': {
    happened: 'Diese Abnahme ist schon unterschrieben.',
    meaning: 'Daran ändert sich nichts mehr. Ihre Eingabe wurde nicht übernommen.',
    next: 'Unterschreiben Sie einen Nachtrag, wenn etwas dazukommt.',
  },
  'sign-off.not-signed': {
    happened: 'Diese Abnahme ist noch nicht unterschrieben.',
    meaning: 'Einen Nachtrag gibt es erst danach. Es wurde nichts verändert.',
    next: 'Unterschreiben Sie zuerst die Abnahme.',
  },
  'sign-off.changed': {
    happened: 'Inzwischen steht dort etwas anderes, als Sie gesehen haben.',
    meaning: 'Es wurde nicht unterschrieben.',
    next: 'Lesen Sie die Seite noch einmal und unterschreiben Sie dann.',
  },
  'sign-off.role-taken': {
    happened: 'Dafür hat schon {{name}} unterschrieben.',
    meaning: 'Es wurde keine zweite Unterschrift hinzugefügt.',
    next: 'Laden Sie die Seite neu, um die Unterschrift zu sehen.',
  },
  'sign-off.wrong-role': {
    happened: 'Diese Person hat nicht die Aufgabe, für die hier unterschrieben wird.',
    meaning: 'Es wurde nicht unterschrieben.',
    next: 'Wählen Sie jemanden, der diese Aufgabe hat.',
  },
  'sign-off.damaged': {
    happened: 'Die Abnahmen auf diesem Computer wurden nachträglich verändert (Zeile {{line}}).',
    meaning: 'Auf veränderte Abnahmen wird keine Unterschrift gesetzt. Der Druck ist nicht betroffen.',
    next: 'Vergleichen Sie mit gedruckten Berichten und holen Sie eine ältere Sicherung von panel.db zurück.',
  },
} satisfies SomeErrorTexts;
