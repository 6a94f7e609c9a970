import type { SomeErrorTexts } from '../error-text.ts';

const asItWas = 'Everything stays as it is, and printing goes on.';

/** Putting a backup in the place of the present orders. */
export const errorsOfRestoring = {
  'backup.not-whole': {
    happened: 'This backup is no longer complete ({{file}}).',
    meaning: asItWas,
    next: 'Take another backup.',
  },
  'backup.too-new': {
    happened: 'This backup is of a newer version that is no longer on the Pi.',
    meaning: asItWas,
    next: 'Deploy the newer version first, or take another backup.',
  },
  'restore.no-service': {
    happened: 'No version of the print service runs on the Pi yet.',
    meaning: 'So there is nobody to read the orders of a backup.',
    next: 'Deploy a version first.',
  },
  'restore.service-too-old': {
    happened: 'The running version {{version}} cannot restore a backup yet.',
    meaning: asItWas,
    next: 'Deploy the newest version. The backups stay there meanwhile.',
  },
} satisfies SomeErrorTexts;
