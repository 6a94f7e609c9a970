import { commandScenes } from './command-scenes.ts';
import { deploymentScenes } from './deployment-scenes.ts';
import { firstScenes } from './first-scenes.ts';
import { firstStepsScenes } from './first-steps-scenes.ts';
import { guideScenes } from './guide-scenes.ts';
import { historyScenes } from './history-scenes.ts';
import { lanScenes } from './lan-scenes.ts';
import { mailScenes } from './mail-scenes.ts';
import { orderScenes } from './order-scenes.ts';
import { peopleScenes } from './people-scenes.ts';
import { practiceScenes } from './practice-scenes.ts';
import { readinessScenes } from './readiness-scenes.ts';
import type { Scene } from './scene.ts';
import { settingsScenes } from './settings-scenes.ts';
import { signOffScenes } from './sign-off-scenes.ts';
import { statusScenes } from './status-scenes.ts';
import { wayBackScenes } from './way-back-scenes.ts';

/** Every screen of the window, in every state that looks different. */
export const allScenes: readonly Scene[] = [
  ...firstScenes,
  ...firstStepsScenes,
  ...statusScenes,
  ...orderScenes,
  ...deploymentScenes,
  ...readinessScenes,
  ...historyScenes,
  ...guideScenes,
  ...signOffScenes,
  ...wayBackScenes,
  ...mailScenes,
  ...practiceScenes,
  ...settingsScenes,
  ...lanScenes,
  ...peopleScenes,
  ...commandScenes,
];
