import { common } from './common.ts';
import { deployment } from './deployment.ts';
import { errors } from './errors.ts';
import { first } from './first.ts';
import { history } from './history.ts';
import { orders } from './orders.ts';
import { pairing } from './pairing.ts';
import { practice } from './practice.ts';
import { preflight } from './preflight.ts';
import { proofs } from './proofs.ts';
import { restaurant } from './restaurant.ts';
import { run } from './run.ts';
import { settings } from './settings.ts';
import { status } from './status.ts';
import { tray } from './tray.ts';

/** One file an area; each area is a namespace of the catalogue. */
export const de = {
  common,
  deployment,
  errors,
  first,
  history,
  orders,
  pairing,
  practice,
  preflight,
  proofs,
  restaurant,
  run,
  settings,
  status,
  tray,
};
