/** What was changed on a Pi. */
export const history = {
  title: 'Verlauf',
  lead: 'Jede Änderung an „{{name}}“, mit allem, was der Pi dabei geprüft hat.',
  emptyTitle: 'Noch nichts bereitgestellt',
  empty: 'Hier steht jede Bereitstellung und jedes Zurücksetzen, zum Nachlesen Schritt für Schritt.',
  toDeployment: 'Zur Bereitstellung',
  kind: {
    deployment: 'Version {{version}} bereitgestellt',
    rollback: 'Zurückgesetzt auf {{version}}',
  },
  state: {
    created: 'Beginnt',
    running: 'Läuft gerade',
    asking: 'Wartet auf eine Antwort',
    confirming: 'Wartet auf Ihr Ja',
    'rolling-back': 'Setzt zurück',
    confirmed: 'Behalten',
    'rolled-back': 'Zurückgesetzt',
    'needs-person': 'Braucht Hilfe',
  },
  stateBefore: 'die vorige Version',
  by: '{{person}} an {{pc}}',
  somebody: 'Jemand',
};
