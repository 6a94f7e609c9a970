import type { Texts } from '../index.ts';

export const tray: Texts['tray'] = {
  open: 'Open Bonwart',
  quit: 'Quit Bonwart',
  noTarget: 'No Pi',
  good: 'All well',
  attention: 'Attention',
  bad: 'Trouble',
  unknown: 'Unknown',
};
