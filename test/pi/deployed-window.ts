import { createSessionVault } from '../../src-main/vault/vault.ts';
import { type BonwartInBrowser, openBonwart } from './browser-window.ts';
import { deploy, installBonwart } from './deployment.ts';
import { pair, pairingOf, startPanel } from './panel.ts';
import { openRestaurant, type Restaurant } from './restaurant.ts';
import { createTestPi, type TestPi } from './test-pi.ts';

/** A restaurant whose Pi is paired and prints, and Bonwart in a real browser before it. */
export interface DeployedWindow {
  readonly pi: TestPi;
  readonly restaurant: Restaurant;
  readonly window: BonwartInBrowser;
  dispose(): Promise<void>;
}

/** @param release which one prints: of the Bonwart of last month, or of the one in the browser. */
export async function openDeployed(name: string, release: 'previous' | 'current'): Promise<DeployedWindow> {
  const ends: (() => Promise<void> | void)[] = [];
  const dispose = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const vault = createSessionVault();
    const pi = await createTestPi({ name });
    ends.push(() => pi.dispose());
    const restaurant = await openRestaurant(pi);
    ends.push(() => restaurant.dispose());
    const installation = installBonwart({ release });
    ends.push(() => installation.remove());
    const panel = startPanel({ ...installation, vault });
    ends.push(() => panel.dispose());
    const { id } = await pair(panel, await pairingOf(pi));
    await deploy(panel, id, restaurant.settings);
    await panel.quit();
    const window = await openBonwart({ dataFolder: panel.dataFolder, vault });
    ends.push(() => window.close());
    return { pi, restaurant, window, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
