import { refuse } from '../../src-shared/contract/errors.ts';
import type { BonwartParts } from './bonwart.ts';

const notThere = () => Promise.reject(refuse('bonctl.missing', { address: '' }));
export const parts: BonwartParts = {
  connect: notThere,
  bonctl: () => ({ call: notThere, follow: notThere, upload: notThere }),
  pairing: () => ({ discover: notThere, inspect: notThere, pair: notThere }),
  startPractice: notThere,
};
