/** What the print service measures of itself, in the detail of the Pi; and how mails are, in the detail of their tile. */
export const watching = {
  lastDay: 'Der Druckdienst in den letzten 24 Stunden',
  noSamples: 'Der Druckdienst misst sich jede Minute selbst. Die ersten Werte stehen hier in zwei Minuten.',
  uptime: 'Lief',
  percent: '{{value}} % der Zeit',
  mostly: 'meist bis {{mostly}}, höchstens {{worst}}',
  curve: {
    answers: 'Antwort',
    database: 'Gespeichertes lesen',
    memory: 'Arbeitsspeicher',
    processor: 'Prozessor',
  },
  unit: { answers: '{{value}} ms', database: '{{value}} ms', memory: '{{value}} MB', processor: '{{value}} %' },
  panels: {
    title: 'Hier schaut zu',
    none: 'Kein PC',
    watching: '{{name}}, seit {{since}}',
    gone: '{{name}}: ohne Wort seit {{since}}',
  },
  mail: {
    waiting_zero: 'Keine Mail wartet',
    waiting_one: '1 Mail wartet',
    waiting_other: '{{count}} Mails warten',
    waits: 'Wartende Mails',
    meaning: {
      off: 'Bei einer Störung schreibt der Pi niemandem. Gedruckt wird trotzdem.',
      unproven: 'Der Pi schickt Mails. Ob sie ankommen, hat noch niemand bestätigt.',
      fine: 'Bei einer Störung schreibt der Pi Ihnen, und wieder, wenn sie vorbei ist.',
      failing:
        'Gedruckt wird wie immer. Nur erfährt gerade niemand per Mail von einer Störung. Wartende Mails gehen von selbst hinaus, sobald es wieder geht.',
    },
  },
};
