import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../../scripts/build/layout.ts';
import { openPanel, type Panel } from '../../src-main/panel/panel.ts';

/** Opens what a PC keeps in a folder, as a start of the app does. */
export function panelIn(folder: string): Panel {
  return openPanel(folder, join(repository, 'migrations', 'panel'));
}

/** What a PC keeps, in a folder of its own, with one Pi that was paired: `kueche`. Who asks for it closes it and removes the folder. */
export function panelWithPi(name = 'Küche'): { folder: string; panel: Panel } {
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-panel-'));
  const panel = panelIn(folder);
  panel.targets.save({
    ...{ id: 'kueche', name, kind: 'pi', address: 'kueche.local', port: 22, user: 'pi' },
    ...{ hostKey: 'SHA256:abc', publicKey: 'ssh-ed25519 AAAA', pairedAt: '2026-11-23T10:00:00Z' },
  });
  return { folder, panel };
}
