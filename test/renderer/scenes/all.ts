import { deploymentScenes } from './deployment-scenes.ts';
import { firstScenes } from './first-scenes.ts';
import { orderScenes } from './order-scenes.ts';
import { practiceScenes } from './practice-scenes.ts';
import type { Scene } from './scene.ts';
import { settingsScenes } from './settings-scenes.ts';
import { statusScenes } from './status-scenes.ts';

/** Every screen of the window, in every state that looks different. */
export const allScenes: readonly Scene[] = [
  ...firstScenes,
  ...statusScenes,
  ...orderScenes,
  ...deploymentScenes,
  ...practiceScenes,
  ...settingsScenes,
];
