import { errors } from './errors.ts';
import { proofs } from './proofs.ts';
import { tray } from './tray.ts';

/** One file an area; each area is a namespace of the catalogue. */
export const de = { errors, proofs, tray };
