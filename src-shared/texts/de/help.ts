/** What to do about a fault: a title for the button, and three steps that one reads from the counter. */
export const help = {
  done: 'Verstanden',
  picture: 'Bild: {{title}}',
  title: {
    paper: 'So legen Sie Papier ein',
    cover: 'So schließen Sie den Deckel',
    cutter: 'So lösen Sie das Messer',
    'printer-off': 'Was Sie am Drucker prüfen',
    'pi-off': 'Was Sie am Pi prüfen',
    internet: 'Was Sie am Internet prüfen',
    'wix-key': 'So stimmt der Zugang wieder',
    overheated: 'Was jetzt zu tun ist',
    'printer-fault': 'Was Sie am Drucker prüfen',
    'printer-busy': 'So wird der Drucker frei',
    'printer-mute': 'Was das bedeutet',
    card: 'Was an der Speicherkarte zu tun ist',
  },
  steps: {
    'printer-fault': {
      first: 'Sehen Sie nach, ob am Drucker ein Licht rot leuchtet oder blinkt.',
      second: 'Öffnen Sie den Deckel, nehmen Sie loses Papier heraus und schließen Sie ihn, bis er klickt.',
      third: 'Schalten Sie den Drucker aus und nach 10 Sekunden wieder ein. Die wartenden Bons kommen von selbst.',
    },
    'printer-busy': {
      first: 'Sehen Sie nach, ob gerade die Kasse oder ein anderes Gerät auf diesem Drucker druckt.',
      second: 'Warten Sie, bis es fertig ist. Der Pi versucht es von selbst immer wieder.',
      third: 'Dauert es länger als 2 Minuten: Drucker aus und nach 10 Sekunden wieder einschalten.',
    },
    'printer-mute': {
      first: 'Der Drucker nimmt Bons an, antwortet aber nicht. Es kommt trotzdem jeder Bon heraus.',
      second: 'Weil er nicht meldet, dass Papier fehlt: Sehen Sie öfter nach der Rolle.',
      third: 'Steckt er an einer Kasse oder einem Umschalter, stecken Sie ihn direkt ins Netz. Dann kann er antworten.',
    },
    card: {
      first: 'Lassen Sie den Pi an. Bestellungen warten bei Wix, bis er wieder speichern kann.',
      second: 'Unter „Verlauf“ können Sie alte Versionen und Sicherungen vom Pi löschen.',
      third: 'Bleibt es dabei, ist die Karte am Ende: Rufen Sie den an, der den Pi betreut.',
    },
    paper: {
      first: 'Öffnen Sie den Deckel des Druckers am Hebel.',
      second:
        'Nehmen Sie den Kern heraus und legen Sie die neue Rolle so ein, dass das Papier von unten nach vorn kommt.',
      third:
        'Ziehen Sie ein Stück heraus und schließen Sie den Deckel, bis er klickt. Die wartenden Bons kommen von selbst.',
    },
    cover: {
      first: 'Sehen Sie nach, ob Papier im Deckel klemmt.',
      second: 'Drücken Sie den Deckel auf beiden Seiten zu, bis er klickt.',
      third: 'Die wartenden Bons kommen von selbst.',
    },
    cutter: {
      first: 'Schalten Sie den Drucker aus.',
      second: 'Öffnen Sie den Deckel und nehmen Sie das geknüllte Papier heraus. Greifen Sie nicht an das Messer.',
      third: 'Schließen Sie den Deckel und schalten Sie den Drucker ein. Die wartenden Bons kommen von selbst.',
    },
    'printer-off': {
      first: 'Sehen Sie nach, ob am Drucker das Licht für Strom leuchtet. Wenn nicht: Schalter und Stecker prüfen.',
      second: 'Prüfen Sie, ob das Netzwerkkabel am Drucker und an der Dose steckt.',
      third: 'Schalten Sie den Drucker aus und nach 10 Sekunden wieder ein. Die wartenden Bons kommen von selbst.',
    },
    'pi-off': {
      first: 'Sehen Sie nach, ob am Pi das Licht leuchtet. Wenn nicht: Netzteil prüfen.',
      second: 'Prüfen Sie, ob dieser PC und der Pi im selben Netz sind.',
      third:
        'Ziehen Sie das Netzteil des Pi für 10 Sekunden. Er startet von selbst und druckt, was wartet, genau einmal.',
    },
    internet: {
      first: 'Prüfen Sie, ob andere Geräte im Internet sind.',
      second: 'Schalten Sie den Router aus und nach 10 Sekunden wieder ein.',
      third: 'Sobald das Internet da ist, kommen die wartenden Bestellungen von selbst.',
    },
    'wix-key': {
      first: 'Öffnen Sie in Wix die Einstellungen und dort „API-Schlüssel“.',
      second: 'Legen Sie einen Schlüssel an, der Bestellungen lesen darf, und kopieren Sie ihn.',
      third: 'Starten Sie in Bonwart eine Bereitstellung und setzen Sie den neuen Schlüssel ein.',
    },
    overheated: {
      first: 'Warten Sie einige Minuten. Der Drucker macht von selbst weiter.',
      second: 'Stellen Sie ihn nicht neben Herd oder Wärmelampe.',
      third: 'Die wartenden Bons kommen von selbst.',
    },
  },
};
