import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { answerPageRequest, type PageFiles, readPageFiles } from '../../../src-main/host/page-files.ts';
import type { Preferences } from '../../../src-shared/contract/app.ts';
import { base } from './basics.ts';
import { type Scene, type Script, scriptOf } from './scene.ts';
import { now } from './times.ts';

const origin = 'http://localhost';
/** A page does nothing but draw; so long it takes only where others need the machine, too. */
const deadlineMs = 20_000;
let files: PageFiles | undefined;

type Look = Pick<Preferences, 'language' | 'theme'>;

function preferencesOf({ firstSteps }: Scene, { language, theme }: Look): Preferences {
  return { language, theme, sound: 'off', notices: 'on', firstSteps: firstSteps ?? 'hidden' };
}

/**
 * Shows a scene in a page: the window as built, with the headers of the browser host, and in place of the host a bridge that
 * says what the scene says. Nothing goes over a network.
 */
export async function showScene(page: Page, scene: Scene, look: Look): Promise<void> {
  files ??= readPageFiles(fileURLToPath(new URL('../../../out/renderer', import.meta.url)));
  const served = files;
  page.setDefaultTimeout(deadlineMs);
  let open = 0;
  await page.route(`${origin}/**`, async (route) => {
    open += 1;
    const { pathname } = new URL(route.request().url());
    const { status, headers, body } = answerPageRequest(served, route.request().method(), pathname, look.language);
    await route.fulfill({ status, headers, body }).finally(() => {
      open -= 1;
    });
  });
  await page.clock.setFixedTime(now);
  const script = scriptOf({
    ...scene,
    calls: { ...base.calls, ...scene.calls },
    streams: {
      ...base.streams,
      'app.preferences': { events: [preferencesOf(scene, look)] },
      ...scene.streams,
    },
  });
  await page.addInitScript(playHost, script);
  await page.goto(`${origin}/`);
  await page.locator('main').first().waitFor();
  await scene.act?.(page, look.language);
  await quiet(page, () => open);
  if (scene.patience) await page.waitForTimeout(scene.patience);
  // Several places may still be waiting, each for its own answer.
  else await page.waitForFunction(() => document.querySelector('.waiting') === null);
  await page.evaluate(() => document.fonts.ready);
}

/** Changes language and theme of the scene that the page shows, as from another window: what is open stays open. */
export async function changeLook(page: Page, scene: Scene, look: Look): Promise<void> {
  await page.evaluate(
    (preferences) => (window as unknown as StageWindow).tell('app.preferences', preferences),
    preferencesOf(scene, look),
  );
  await page.waitForFunction((language) => document.documentElement.lang === language, look.language);
  await quiet(page, () => 0);
}

/** What the stage puts into the window, besides the bridge. */
export interface StageWindow {
  /** What broke the headers' rules for the page. */
  readonly violations: readonly string[];
  /** Says an event on a stream that is open. */
  tell(stream: string, event: unknown): void;
}

/** So many looks in a row, two frames each, must find nothing on its way: what was loaded may ask for more. */
const quietLooks = 3;

/** Waits until the page has drawn and asks for nothing more. Playwright's own `networkidle` waits half a second each time. */
async function quiet(page: Page, open: () => number): Promise<void> {
  const until = performance.now() + deadlineMs;
  for (let looks = 0; looks < quietLooks; looks = open() === 0 ? looks + 1 : 0) {
    if (performance.now() > until) throw new Error(`${open()} requests of the page are still open`);
    await page.evaluate(
      () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
    );
  }
}

/** Runs in the page, before the window: stands in for what Electron's preload script puts there. */
function playHost(script: Script): void {
  let hear: (text: string) => void = () => {};
  const say = (message: unknown) => setTimeout(() => hear(JSON.stringify(message)), 0);
  const violations: string[] = [];
  const open = new Map<string, number>();
  const tell = (stream: string, event: unknown) => say({ kind: 'event', id: open.get(stream), event });
  addEventListener('securitypolicyviolation', (event) =>
    violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile} ${event.sample}`),
  );
  Object.assign(window, {
    violations,
    tell,
    bonwart: {
      listen: (listener: (text: string) => void) => {
        hear = listener;
      },
      send: (text: string) => {
        const { kind, id, name } = JSON.parse(text) as { kind: string; id: number; name: string };
        if (kind === 'call') {
          const answer = script.calls[name];
          if (!answer || answer === 'never') return;
          say(
            'value' in answer
              ? { kind: 'answer', id, value: answer.value }
              : { kind: 'refusal', id, error: answer.error },
          );
        }
        if (kind === 'open') {
          open.set(name, id);
          const told = script.streams[name];
          for (const event of told?.events ?? []) say({ kind: 'event', id, event });
          if (told?.end !== undefined) say({ kind: 'end', id, error: told.end });
        }
      },
    },
  });
}
