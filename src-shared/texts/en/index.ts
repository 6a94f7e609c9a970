import type { Texts } from '../index.ts';
import { errors } from './errors.ts';
import { proofs } from './proofs.ts';
import { tray } from './tray.ts';

export const en: Texts = { errors, proofs, tray };
