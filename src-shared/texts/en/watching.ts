/** What the print service measures of itself, in the detail of the Pi; and how mails are, in the detail of their tile. */
export const watching = {
  lastDay: 'The print service in the last 24 hours',
  noSamples: 'The print service measures itself every minute. The first figures will be here in two minutes.',
  uptime: 'Was running',
  percent: '{{value}} % of the time',
  mostly: 'mostly up to {{mostly}}, {{worst}} at most',
  curve: { answers: 'Answer', database: 'Reading what is stored', memory: 'Memory', processor: 'Processor' },
  unit: { answers: '{{value}} ms', database: '{{value}} ms', memory: '{{value}} MB', processor: '{{value}} %' },
  panels: {
    title: 'Watching here',
    none: 'No PC',
    watching: '{{name}}, since {{since}}',
    gone: '{{name}}: no word since {{since}}',
  },
  mail: {
    waiting_zero: 'No mail waits',
    waiting_one: '1 mail waits',
    waiting_other: '{{count}} mails wait',
    waits: 'Waiting mails',
    meaning: {
      off: 'When something goes wrong, the Pi writes to nobody. It prints all the same.',
      unproven: 'The Pi sends mails. Nobody has confirmed yet that they arrive.',
      fine: 'When something goes wrong, the Pi writes to you, and again when it is over.',
      failing:
        'Printing goes on as always. But just now nobody hears of a fault by mail. Waiting mails go out by themselves as soon as they can.',
    },
  },
};
