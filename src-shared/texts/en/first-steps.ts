/** What a restaurant does once, in order. */
export const firstSteps = {
  title: 'First steps',
  progress: '{{done}} of {{all}} done',
  hide: 'Do not show again',
  step: {
    pair: 'Pi paired',
    install: 'Print service on the Pi',
    printer: 'Printer ready',
    mail: 'Mails when something is wrong',
    people: 'People with a PIN',
  },
  why: {
    pair: 'Bonwart knows the Pi and may talk to it.',
    install: 'Without the service the Pi prints no order.',
    printer: 'Bonwart looks for the printer and prints a test ticket.',
    mail: 'Then you hear within seconds when something does not print, even if nobody is looking.',
    people: 'Until then everybody who stands at this computer may do everything.',
  },
  go: {
    pair: 'To the Pi',
    install: 'Deploy the print service',
    printer: 'Set up the printer',
    mail: 'Set up e-mail',
    people: 'Add the first person',
  },
};
