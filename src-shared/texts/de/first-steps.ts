/** What a restaurant does once, in order. */
export const firstSteps = {
  title: 'Erste Schritte',
  progress: '{{done}} von {{all}} erledigt',
  hide: 'Nicht mehr zeigen',
  step: {
    pair: 'Pi gekoppelt',
    install: 'Druckdienst auf dem Pi',
    printer: 'Drucker bereit',
    mail: 'Mails bei Störungen',
    people: 'Personen mit PIN',
  },
  why: {
    pair: 'Bonwart kennt den Pi und darf mit ihm sprechen.',
    install: 'Ohne den Dienst druckt der Pi keine Bestellung.',
    printer: 'Bonwart sucht den Drucker und druckt einen Testbon.',
    mail: 'Dann erfahren Sie binnen Sekunden, wenn etwas nicht druckt, auch wenn niemand hinsieht.',
    people: 'Bis dahin darf jeder, der vor diesem Computer steht, alles.',
  },
  go: {
    pair: 'Zum Pi',
    install: 'Druckdienst bereitstellen',
    printer: 'Drucker einrichten',
    mail: 'E-Mail einrichten',
    people: 'Erste Person anlegen',
  },
};
