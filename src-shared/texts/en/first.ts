/** The first screen. */
export const first = {
  title: 'Orders from Wix arrive in your kitchen as tickets',
  lead: 'A small computer, the Raspberry Pi, prints each online order in the kitchen. Bonwart sets it up, keeps it current and tells you whether all is well.',
  pair: 'Pair my Pi',
  pairMeaning: 'The Pi is switched on and in the same network as this PC. Takes about 3 minutes.',
  practise: 'Practise first',
  practiseMeaning:
    'With a Pi, a shop and a printer that exist only on this PC. You need nothing for it, and nothing can break.',
  picture: 'An order goes from the phone over the Pi to the printer and comes out as a ticket.',
  pictureTime: 'Pick-up 19:15',
};
