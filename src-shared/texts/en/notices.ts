import type { Texts } from '../index.ts';

export const notices: Texts['notices'] = {
  silent: {
    title: 'Bonwart hears nothing from the Pi any more.',
    body: 'Look at the printer in the kitchen to see whether it prints. Check that the Pi has power and network.',
    over: 'The Pi is back.',
    overBody: 'Bonwart shows how it is.',
  },
  held: {
    title: 'A ticket waits for your decision.',
    body: 'Bonwart does not print it without asking. Please look at the orders.',
    over: 'No ticket waits for you any more.',
    overBody: 'Everything is decided.',
  },
  printer: {
    title: 'Nothing is being printed in the kitchen right now.',
    body: 'No order is lost. Bonwart shows what to do.',
    over: 'The printer prints again.',
    overBody: 'What has waited is being printed now.',
  },
  card: {
    title: 'The Pi cannot store anything any more.',
    body: 'Orders wait at Wix and on the Pi. None is lost.',
    over: 'The Pi stores again.',
    overBody: 'What has waited is being printed now.',
  },
  mail: {
    title: 'Mails are not going out right now.',
    body: 'Printing goes on as always. But nobody is told of trouble by mail.',
    over: 'Mails go out again.',
    overBody: 'What has waited is being sent.',
  },
};
