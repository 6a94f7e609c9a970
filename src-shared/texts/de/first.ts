/** The first screen. */
export const first = {
  title: 'Bestellungen aus Wix kommen in Ihrer Küche als Bon an',
  lead: 'Ein kleiner Computer, der Raspberry Pi, druckt jede Online-Bestellung in der Küche. Bonwart richtet ihn ein, hält ihn aktuell und sagt Ihnen, ob alles gut ist.',
  pair: 'Meinen Pi koppeln',
  pairMeaning: 'Der Pi ist eingeschaltet und im selben Netz wie dieser PC. Dauert etwa 3 Minuten.',
  practise: 'Erst üben',
  practiseMeaning:
    'Mit einem Pi, einem Laden und einem Drucker, die es nur auf diesem PC gibt. Sie brauchen dafür nichts, und kaputtgehen kann auch nichts.',
  picture: 'Eine Bestellung geht vom Telefon über den Pi zum Drucker und kommt als Bon heraus.',
  pictureTime: 'Abholung 19:15',
};
