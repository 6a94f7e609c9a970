/** What was changed on a Pi. */
export const history = {
  title: 'History',
  lead: 'Every change of “{{name}}”, with all that the Pi checked on the way.',
  emptyTitle: 'Nothing deployed yet',
  empty: 'Every deployment and every rollback stands here, to be read step by step.',
  toDeployment: 'Go to the deployment',
  kind: {
    deployment: 'Version {{version}} deployed',
    rollback: 'Rolled back to {{version}}',
  },
  state: {
    created: 'Beginning',
    running: 'Running now',
    asking: 'Waits for an answer',
    confirming: 'Waits for your yes',
    'rolling-back': 'Rolling back',
    confirmed: 'Kept',
    'rolled-back': 'Rolled back',
    'needs-person': 'Needs help',
  },
  stateBefore: 'the previous version',
  by: '{{person}} at {{pc}}',
  somebody: 'Somebody',
};
