/** What to do about a fault: a title for the button, and three steps that one reads from the counter. */
export const help = {
  done: 'Understood',
  picture: 'Picture: {{title}}',
  title: {
    paper: 'How to put in paper',
    cover: 'How to close the cover',
    cutter: 'How to free the knife',
    'printer-off': 'What to check at the printer',
    'pi-off': 'What to check at the Pi',
    internet: 'What to check about the internet',
    'wix-key': 'How to put the access right',
    overheated: 'What to do now',
    'printer-fault': 'What to check at the printer',
    'printer-busy': 'How to free the printer',
    'printer-mute': 'What that means',
    card: 'What to do about the memory card',
  },
  steps: {
    'printer-fault': {
      first: 'Look whether a light on the printer is red or blinks.',
      second: 'Open the cover, take out loose paper and close it until it clicks.',
      third: 'Switch the printer off and after 10 seconds on again. The waiting tickets come by themselves.',
    },
    'printer-busy': {
      first: 'Look whether the till or another device is printing on this printer.',
      second: 'Wait until it is done. The Pi tries again and again by itself.',
      third: 'If it takes more than 2 minutes: switch the printer off and after 10 seconds on again.',
    },
    'printer-mute': {
      first: 'The printer takes tickets but does not answer. Every ticket still comes out.',
      second: 'As it does not tell when paper is missing: look at the roll more often.',
      third: 'If it is plugged into a till or a switch box, plug it directly into the network. Then it can answer.',
    },
    card: {
      first: 'Leave the Pi on. Orders wait at Wix until it can store again.',
      second: 'Under “History” you can delete old versions and backups from the Pi.',
      third: 'If it stays so, the card is at its end: call whoever looks after the Pi.',
    },
    paper: {
      first: 'Open the cover of the printer by its lever.',
      second: 'Take out the core and put in the new roll so that the paper comes from below to the front.',
      third: 'Pull out a bit and close the cover until it clicks. The waiting tickets come by themselves.',
    },
    cover: {
      first: 'Look whether paper is stuck in the cover.',
      second: 'Press the cover shut on both sides until it clicks.',
      third: 'The waiting tickets come by themselves.',
    },
    cutter: {
      first: 'Switch the printer off.',
      second: 'Open the cover and take out the crumpled paper. Do not touch the knife.',
      third: 'Close the cover and switch the printer on. The waiting tickets come by themselves.',
    },
    'printer-off': {
      first: 'Look whether the power light of the printer is on. If not: check switch and plug.',
      second: 'Check that the network cable is in at the printer and at the wall.',
      third: 'Switch the printer off and after 10 seconds on again. The waiting tickets come by themselves.',
    },
    'pi-off': {
      first: 'Look whether the light on the Pi is on. If not: check its power supply.',
      second: 'Check that this PC and the Pi are in the same network.',
      third: 'Unplug the Pi for 10 seconds. It starts by itself and prints what waits, exactly once.',
    },
    internet: {
      first: 'Check whether other devices have internet.',
      second: 'Switch the router off and after 10 seconds on again.',
      third: 'As soon as the internet is back, the waiting orders come by themselves.',
    },
    'wix-key': {
      first: 'Open the settings in Wix and there “API keys”.',
      second: 'Make a key that may read orders, and copy it.',
      third: 'Start a deployment in Bonwart and enter the new key.',
    },
    overheated: {
      first: 'Wait some minutes. The printer goes on by itself.',
      second: 'Do not place it next to a stove or a heat lamp.',
      third: 'The waiting tickets come by themselves.',
    },
  },
};
