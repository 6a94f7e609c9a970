/** What the computer's screen tells beside the window: what is so, and that it is over. */
export const notices = {
  silent: {
    title: 'Bonwart hört nichts mehr vom Pi.',
    body: 'Ob gedruckt wird, sehen Sie am Drucker in der Küche. Prüfen Sie, ob der Pi Strom und Netz hat.',
    over: 'Der Pi ist wieder da.',
    overBody: 'Wie es ihm geht, steht in Bonwart.',
  },
  held: {
    title: 'Ein Bon wartet auf Ihre Entscheidung.',
    body: 'Bonwart druckt ihn nicht ungefragt. Sehen Sie bitte bei den Bestellungen nach.',
    over: 'Kein Bon wartet mehr auf Sie.',
    overBody: 'Alles ist entschieden.',
  },
  printer: {
    title: 'In der Küche wird gerade nicht gedruckt.',
    body: 'Es ist keine Bestellung verloren. Was zu tun ist, steht in Bonwart.',
    over: 'Der Drucker druckt wieder.',
    overBody: 'Was gewartet hat, wird jetzt gedruckt.',
  },
  card: {
    title: 'Der Pi kann nichts mehr speichern.',
    body: 'Bestellungen warten bei Wix und auf dem Pi. Es ist keine verloren.',
    over: 'Der Pi speichert wieder.',
    overBody: 'Was gewartet hat, wird jetzt gedruckt.',
  },
  mail: {
    title: 'Mails gehen gerade nicht hinaus.',
    body: 'Gedruckt wird wie immer. Von einer Störung erfährt aber niemand per Mail.',
    over: 'Mails gehen wieder hinaus.',
    overBody: 'Was gewartet hat, wird nachgesendet.',
  },
};
