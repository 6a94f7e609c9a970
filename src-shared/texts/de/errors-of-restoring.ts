import type { SomeErrorTexts } from '../error-text.ts';

const asItWas = 'Es bleibt alles, wie es ist, und es wird weiter gedruckt.';

/** Putting a backup in the place of the present orders. */
export const errorsOfRestoring = {
  'backup.not-whole': {
    happened: 'Diese Sicherung ist nicht mehr vollständig ({{file}}).',
    meaning: asItWas,
    next: 'Nehmen Sie eine andere Sicherung.',
  },
  'backup.too-new': {
    happened: 'Diese Sicherung stammt von einer neueren Version, die nicht mehr auf dem Pi ist.',
    meaning: asItWas,
    next: 'Stellen Sie erst die neuere Version bereit, oder nehmen Sie eine andere Sicherung.',
  },
  'restore.no-service': {
    happened: 'Auf dem Pi läuft noch keine Version des Druckdienstes.',
    meaning: 'Eine Sicherung hat so niemanden, der ihre Bestellungen liest.',
    next: 'Stellen Sie zuerst eine Version bereit.',
  },
  'restore.service-too-old': {
    happened: 'Die laufende Version {{version}} kann noch keine Sicherung zurückspielen.',
    meaning: asItWas,
    next: 'Stellen Sie die neueste Version bereit. Die Sicherungen bleiben so lange da.',
  },
} satisfies SomeErrorTexts;
