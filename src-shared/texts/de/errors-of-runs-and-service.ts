import type { SomeErrorTexts } from '../error-text.ts';

const nothingChanged = 'Auf dem Pi wurde nichts verändert.';
const noOrderLost = 'Es ist keine Bestellung verloren.';
const guardWatches = 'Der Pi wacht selbst über die Bereitstellung und setzt sich notfalls allein zurück.';

/** bonctl, runs and their steps, the print service, the panel itself. */
export const errorsOfRunsAndService = {
  'bonctl.missing': {
    happened: 'Auf dem Pi ({{address}}) fehlt der Teil von Bonwart, der dort arbeitet.',
    meaning: 'Bonwart kann ihn so nicht bedienen. Der Druckdienst läuft davon unabhängig.',
    next: 'Koppeln Sie den Pi noch einmal.',
  },
  'bonctl.bad-answer': {
    happened: 'Der Pi hat etwas geantwortet, das Bonwart nicht versteht.',
    meaning: 'Wahrscheinlich sind Bonwart auf dem PC und auf dem Pi verschieden alt.',
    next: 'Koppeln Sie den Pi noch einmal, dann passen beide zusammen.',
  },
  'bonctl.not-renewed': {
    happened: 'Der Teil von Bonwart, der auf dem Pi arbeitet, ließ sich nicht erneuern (Version {{version}}).',
    meaning: `Die bisherige Version arbeitet dort weiter. ${nothingChanged}`,
    next: 'Versuchen Sie es noch einmal. Hilft das nicht, koppeln Sie den Pi neu.',
  },
  'bonctl.busy': {
    happened: 'Auf dem Pi läuft schon etwas, begonnen von {{owner}} an {{pc}}.',
    meaning: 'Zwei Bereitstellungen zugleich gibt es nicht. Ihre wurde nicht begonnen.',
    next: 'Warten Sie, bis die andere zu Ende ist, oder sehen Sie ihr zu.',
  },
  'run.unknown': {
    happened: 'Diesen Lauf kennt der Pi nicht ({{runId}}).',
    meaning: 'Vielleicht wurde der Pi neu aufgesetzt.',
    next: 'Sehen Sie im Verlauf nach, was zuletzt gelaufen ist.',
  },
  'run.wrong-state': {
    happened: 'Das geht gerade nicht: Der Lauf ist inzwischen weiter.',
    meaning: 'Ihr Klick hat nichts verändert.',
    next: 'Sehen Sie nach, was der Lauf jetzt fragt.',
  },
  'run.journal-damaged': {
    happened: 'Die Aufzeichnung des Laufs ist ab Zeile {{line}} beschädigt.',
    meaning: `Was davor steht, gilt. ${guardWatches}`,
    next: 'Prüfen Sie den Zustand des Druckdienstes, und tauschen Sie die Speicherkarte bald aus.',
  },
  'runbook.invalid': {
    happened: 'Der Ablaufplan dieser Bereitstellung ist fehlerhaft.',
    meaning: nothingChanged,
    next: 'Installieren Sie Bonwart neu, oder berichtigen Sie den Plan nach den Einzelheiten.',
  },
  'release.incomplete': {
    happened: 'Von der Version {{version}} fehlen auf dem Pi noch Dateien ({{missing}}).',
    meaning: 'Die laufende Version arbeitet weiter.',
    next: 'Übertragen Sie die Version noch einmal. Was schon da ist, wird nicht neu gesendet.',
  },
  'release.damaged': {
    happened: 'Eine Datei der Version {{version}} ist beschädigt: {{path}}.',
    meaning: 'Die beschädigte Version wird nicht in Betrieb genommen.',
    next: 'Übertragen Sie die Version noch einmal. Kommt es wieder vor, tauschen Sie die Speicherkarte aus.',
  },
  'release.unknown': {
    happened: 'Die Version {{version}} gibt es auf dem Pi nicht.',
    meaning: 'Die laufende Version arbeitet weiter.',
    next: 'Übertragen Sie die Version noch einmal.',
  },
  'upload.damaged': {
    happened: 'Eine Datei ist unterwegs beschädigt worden.',
    meaning: 'Die laufende Version arbeitet weiter.',
    next: 'Übertragen Sie noch einmal. Nur diese Datei wird neu gesendet.',
  },
  'upload.interrupted': {
    happened: 'Die Übertragung ist bei {{sentBytes, bytes}} von {{totalBytes, bytes}} abgerissen.',
    meaning: 'Was schon da ist, bleibt. Die laufende Version arbeitet weiter.',
    next: 'Setzen Sie die Übertragung fort.',
  },
  'rollback.nothing-to-return-to': {
    happened: 'Es gibt keine vorige Version, auf die sich der Pi zurücksetzen ließe.',
    meaning: 'Die laufende Version arbeitet weiter.',
    next: 'Nach der nächsten bestätigten Bereitstellung ist das Zurücksetzen möglich.',
  },
  'disk.full': {
    happened: 'Die Speicherkarte des Pi ist voll ({{path}}).',
    meaning: 'Neue Bestellungen lassen sich vielleicht nicht mehr speichern.',
    next: 'Schaffen Sie Platz auf dem Pi, am besten jetzt.',
  },
  'disk.read-only': {
    happened: 'Die Speicherkarte des Pi lässt sich nicht mehr beschreiben ({{path}}).',
    meaning: 'So kann der Pi keine Bestellungen mehr festhalten. Meist ist die Karte am Ende.',
    next: 'Starten Sie den Pi neu. Bleibt es dabei, tauschen Sie die Karte aus.',
  },

  'step.failed': {
    happened: 'Dieser Schritt ist nicht gelungen.',
    meaning: guardWatches,
    next: 'Sehen Sie in die Ausgabe, dann versuchen Sie es noch einmal oder setzen auf die vorige Version zurück.',
  },
  'step.timeout': {
    happened: 'Dieser Schritt war nach {{seconds, seconds}} nicht fertig und wurde beendet.',
    meaning: guardWatches,
    next: 'Versuchen Sie es noch einmal, oder setzen Sie auf die vorige Version zurück.',
  },
  'step.unknown': {
    happened: 'Ob dieser Schritt fertig wurde, ist nach der Unterbrechung nicht sicher.',
    meaning: guardWatches,
    next: 'Wiederholen Sie den Schritt, oder setzen Sie auf die vorige Version zurück.',
  },
  'preflight.no-go': {
    happened: 'Die Prüfung vor dem Start hat etwas gefunden.',
    meaning: nothingChanged,
    next: 'Beheben Sie, was die Prüfung nennt, und wiederholen Sie sie.',
  },
  'backup.unknown': {
    happened: 'Diese Sicherung gibt es auf dem Pi nicht mehr.',
    meaning: nothingChanged,
    next: 'Laden Sie die Liste neu, und nehmen Sie eine neuere.',
  },
  'database.damaged': {
    happened: 'Die Datenbank mit den Bestellungen ist beschädigt ({{path}}).',
    meaning: 'Bonwart fasst sie so nicht an. Manche Bestellung ist vielleicht nicht mehr lesbar.',
    next: 'Gleichen Sie die offenen Bestellungen mit Wix ab, und holen Sie Hilfe, bevor Sie weitermachen.',
  },
  'database.migration-failed': {
    happened: 'Der Umbau der Datenbank ist nicht gelungen ({{migration}}).',
    meaning: `Die Datenbank steht wieder wie vorher. ${noOrderLost}`,
    next: 'Setzen Sie auf die vorige Version zurück und sehen Sie in die Einzelheiten.',
  },
  'database.schema-not-restored': {
    happened: 'Der Rückbau der Datenbank hat nicht den alten Aufbau ergeben ({{migration}}).',
    meaning: 'Bonwart hat vor dem Umschalten angehalten. Die Sicherung ist da.',
    next: 'Holen Sie Hilfe, bevor Sie weitermachen.',
  },
  'settings.invalid': {
    happened: 'Die Einstellung {{key}} passt so nicht.',
    meaning: nothingChanged,
    next: 'Berichtigen Sie den Wert und starten Sie noch einmal.',
  },
  'settings.taken-back': {
    happened: 'Der Druckdienst ist mit den neuen Einstellungen nach {{seconds, seconds}} nicht wieder gestartet.',
    meaning: 'Bonwart hat die früheren Einstellungen zurückgelegt. Es ist keine Bestellung verloren.',
    next: 'Sehen Sie beim Status nach, ob er druckt, und ändern Sie einen Wert nach dem anderen.',
  },
  'service.not-answering': {
    happened: 'Der Druckdienst antwortet nach {{seconds, seconds}} noch nicht.',
    meaning: 'Solange er nicht läuft, wird nichts gedruckt. Bestellungen warten bei Wix.',
    next: 'Setzen Sie auf die vorige Version zurück, wenn er nicht gleich antwortet.',
  },
  'service.unhealthy': {
    happened: 'Dem Druckdienst geht es nach der Bereitstellung schlechter als davor.',
    meaning: guardWatches,
    next: 'Sehen Sie nach, welche Prüfung nicht bestanden ist, oder setzen Sie auf die vorige Version zurück.',
  },

  'service.unreachable': {
    happened: 'Der Druckdienst auf dem Pi antwortet nicht.',
    meaning: 'Neue Bestellungen werden vielleicht nicht gedruckt. Sie gehen nicht verloren, sie warten bei Wix.',
    next: 'Sehen Sie nach, ob der Pi läuft. Bleibt es dabei, setzen Sie auf die vorige Version zurück.',
  },
  'service.too-old': {
    happened: 'Das kann der Druckdienst auf dem Pi noch nicht.',
    meaning: 'Er ist von einer älteren Version. Gedruckt wird wie immer.',
    next: 'Eine Bereitstellung bringt die neue Version auf den Pi.',
  },
  'lan-access.practice': {
    happened: 'Der Übungs-Pi lässt sich nicht ins Netz öffnen.',
    meaning: 'Er läuft auf diesem PC, und der bliebe offen. Es ist nichts geändert.',
    next: 'Öffnen Sie den Zugang an dem Pi, der in der Küche druckt.',
  },
  'order.unknown': {
    happened: 'Diese Bestellung kennt der Druckdienst nicht.',
    meaning: 'Vielleicht ist sie schon zu lange her.',
    next: 'Sehen Sie in Wix nach.',
  },
  'restaurant.changed': {
    happened: 'Jemand anderes hat Drucker, Stationen oder Bons inzwischen geändert.',
    meaning: 'Ihre Änderung wurde nicht gespeichert, damit die andere nicht verloren geht. Gedruckt wird weiter.',
    next: 'Laden Sie den neuen Stand und ändern Sie ihn noch einmal.',
  },
  'station.unknown': {
    happened: 'Diese Station gibt es nicht mehr.',
    meaning: 'Sie wurde inzwischen entfernt.',
    next: 'Laden Sie die Einstellungen neu.',
  },
  'printer.unknown': {
    happened: 'Diesen Drucker kennt der Druckdienst nicht.',
    meaning: 'Er ist noch nicht gespeichert oder wurde entfernt.',
    next: 'Speichern Sie zuerst Ihre Änderungen.',
  },
  'job.unknown': {
    happened: 'Diesen Bon kennt der Druckdienst nicht ({{jobId}}).',
    meaning: 'Es wurde nichts gedruckt.',
    next: 'Laden Sie die Liste der Bestellungen neu.',
  },
  'job.wrong-state': {
    happened: 'Mit diesem Bon geht das nicht mehr.',
    meaning: 'Er ist inzwischen in einem anderen Zustand. Es wurde nichts gedruckt.',
    next: 'Sehen Sie nach, ob er schon in der Küche liegt.',
  },

  'vault.unavailable': {
    happened: 'Dieser PC hat keinen Passwort-Tresor, oder er ist gesperrt.',
    meaning: 'Bonwart speichert Geheimnisse nie im Klartext und fragt darum wieder danach.',
    next: 'Entsperren Sie den Schlüsselbund des PC, oder geben Sie das Passwort noch einmal ein.',
  },
  'vault.cannot-decrypt': {
    happened: 'Ein gespeichertes Geheimnis lässt sich auf diesem PC nicht mehr öffnen.',
    meaning: 'Meist hat sich der Schlüsselbund des PC geändert. Der Pi druckt weiter.',
    next: 'Koppeln Sie den Pi noch einmal mit seinem Passwort.',
  },
  'panel.database': {
    happened: 'Bonwart kann auf diesem PC nichts speichern.',
    meaning: 'Der Verlauf hier ist unvollständig. Der Pi führt seine eigene Aufzeichnung und druckt weiter.',
    next: 'Prüfen Sie, ob auf dem PC Platz ist, und starten Sie Bonwart neu.',
  },
  'practice.not-running': {
    happened: 'Der Übungs-Pi läuft nicht.',
    meaning: 'Ein echter Pi ist davon nicht betroffen.',
    next: 'Starten Sie die Übung.',
  },
  'practice.cannot-start': {
    happened: 'Die Übung lässt sich nicht starten.',
    meaning: 'Ein echter Pi ist davon nicht betroffen.',
    next: 'Versuchen Sie es noch einmal. Die Einzelheiten nennen den Grund.',
  },
} satisfies SomeErrorTexts;
