import type { Texts } from '../index.ts';

export const tray: Texts['tray'] = {
  open: 'Open Bonwart',
  quit: 'Quit Bonwart',
  noTarget: { word: 'No Pi', sentence: 'No Pi is paired yet.' },
  good: { word: 'All well', sentence: 'The printer is ready.' },
  attention: { word: 'Attention', sentence: 'The printer will need somebody soon.' },
  bad: { word: 'Trouble', sentence: 'Nothing is being printed in the kitchen right now.' },
  unknown: { word: 'Unknown', sentence: 'Bonwart hears nothing from the Pi right now.' },
};
