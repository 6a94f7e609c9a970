/** What the tray says, in a word. */
export const tray = {
  open: 'Bonwart öffnen',
  quit: 'Bonwart beenden',
  noTarget: 'Kein Pi',
  good: 'Alles gut',
  attention: 'Achtung',
  bad: 'Gestört',
  unknown: 'Unbekannt',
};
