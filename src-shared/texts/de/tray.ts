/** What the tray and the notifications say: a word, and a sentence that a waiter would say. */
export const tray = {
  open: 'Bonwart öffnen',
  quit: 'Bonwart beenden',
  noTarget: { word: 'Kein Pi', sentence: 'Noch ist kein Pi gekoppelt.' },
  good: { word: 'Alles gut', sentence: 'Der Drucker ist bereit.' },
  attention: { word: 'Achtung', sentence: 'Der Drucker braucht bald jemanden.' },
  bad: { word: 'Gestört', sentence: 'In der Küche wird gerade nicht gedruckt.' },
  unknown: { word: 'Unbekannt', sentence: 'Bonwart hört gerade nichts vom Pi.' },
};
