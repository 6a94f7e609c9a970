import { answers } from './answers.ts';
import { commands } from './commands.ts';
import { common } from './common.ts';
import { deployment } from './deployment.ts';
import { errors } from './errors.ts';
import { first } from './first.ts';
import { firstSteps } from './first-steps.ts';
import { guide } from './guide.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { lanAccess } from './lan-access.ts';
import { mail } from './mail.ts';
import { mailCauses } from './mail-causes.ts';
import { notices } from './notices.ts';
import { orders } from './orders.ts';
import { pairing } from './pairing.ts';
import { people } from './people.ts';
import { practice } from './practice.ts';
import { preflight } from './preflight.ts';
import { proofs } from './proofs.ts';
import { readiness } from './readiness.ts';
import { restaurant } from './restaurant.ts';
import { roles } from './roles.ts';
import { run } from './run.ts';
import { serviceSettings } from './service-settings.ts';
import { settings } from './settings.ts';
import { signOff } from './sign-off.ts';
import { status } from './status.ts';
import { support } from './support.ts';
import { tray } from './tray.ts';
import { watching } from './watching.ts';
import { wayBack } from './way-back.ts';

/** One file an area; each area is a namespace of the catalogue. */
export const de = {
  answers,
  commands,
  common,
  deployment,
  errors,
  first,
  firstSteps,
  guide,
  help,
  history,
  lanAccess,
  mail,
  mailCauses,
  notices,
  orders,
  pairing,
  people,
  practice,
  preflight,
  proofs,
  readiness,
  restaurant,
  roles,
  run,
  serviceSettings,
  settings,
  signOff,
  status,
  support,
  tray,
  watching,
  wayBack,
};
