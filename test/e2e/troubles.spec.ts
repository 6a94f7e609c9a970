import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { payloads } from '../../scripts/build/layout.ts';
import { parts } from '../../src-main/host/parts.ts';
import type { Practice } from '../../src-main/practice/interface.ts';
import { createSessionVault } from '../../src-main/vault/vault.ts';
import { childFile } from '../../src-pi/control/supervisor/kept-unit.ts';
import { rememberedProcess } from '../../src-pi/control/supervisor/process-identity.ts';
import { places, unitNames } from '../../src-shared/bonctl/places.ts';
import { goTo, placeOrder, slow } from '../support/practice-page.ts';
import { readTape, type TapeTicket } from '../support/practice-tape.ts';
import { serveWindow, type WindowServer } from '../support/window-server.ts';

/**
 * A ticket of the practice shop takes seconds, so that a person has the time to do something in the middle of it. The printer
 * cannot name the tickets that it has printed: of what it was printing when sight of it was lost, only a person can tell.
 */
const printer = { linesPerSecond: 6, processIds: false };
/** On the paper early. */
const early = 'Döner Kebap';

test.describe('troubles in the middle of a ticket', () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'bonwart-troubles-'));
  let server: WindowServer;
  let practice: Practice;
  let tape: () => TapeTicket[];
  test.beforeAll(async () => {
    server = await serveWindow({
      ...{ dataFolder, vault: createSessionVault(), startIn: 'home', payloadFolder: payloads },
      parts: {
        startPractice: async (options) => {
          practice = await parts.startPractice({ ...options, printer });
          tape = readTape(practice);
          return practice;
        },
      },
    });
  });
  test.afterAll(async () => {
    await server.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  const about = (number: string) => tape().filter(({ text }) => text.includes(number));
  /** Somebody orders, and the ticket is on its way out: its first dishes are on the paper, its end is not. */
  const orderHalfPrinted = async (page: Page) => {
    const number = await placeOrder(page, 'Lieferung mit Wünschen');
    await expect.poll(() => about(number).some(({ text }) => text.includes(early)), slow).toBe(true);
    return number;
  };
  /** Of each piece of paper about an order: is it whole? */
  const whole = (number: string) => about(number).map(({ complete }) => complete);

  test('paper out, and an unknown ticket decided', async ({ page }) => {
    test.setTimeout(300_000);
    await page.goto(server.url);
    await page.getByRole('button', { name: 'Erst üben' }).click();
    await expect(page.getByRole('heading', { name: 'Laden und Drucker' })).toBeVisible(slow);

    await test.step('the paper ends: said in words, with what waits and what to do, and cured by a new roll', async () => {
      const number = await orderHalfPrinted(page);
      await turn(page, 'Papier', 'Leer');
      expect(whole(number)).toEqual([false]);
      const waiting = await placeOrder(page, 'Online bezahlt');
      await goTo(page, 'Status');
      await seeSentence(page, 'bad', 'Der Drucker hat kein Papier.');
      await expect(page.getByText('2 Bons warten. Es ist keine Bestellung verloren.')).toBeVisible(slow);
      await page.getByRole('button', { name: 'So legen Sie Papier ein' }).click();
      const help = page.getByRole('dialog', { name: 'So legen Sie Papier ein' });
      await expect(help.getByRole('img', { name: 'Bild: So legen Sie Papier ein' })).toBeVisible();
      await expect(help.getByRole('listitem')).toHaveCount(3);
      await help.getByRole('button', { name: 'Verstanden' }).click();
      expect(whole(number)).toEqual([false]);

      await goTo(page, 'Laden und Drucker');
      await turn(page, 'Papier', 'Genug');
      await goTo(page, 'Status');
      await seeSentence(page, 'good', new RegExp(`^Alles läuft. Zuletzt gedruckt: .* Nr. ${waiting}\\.$`));
      expect([number, waiting].flatMap(whole)).toEqual([true, true]);
      for (const ticket of tape()) expect(ticket.text).not.toContain('NACHDRUCK');
      expect(about(number)[0]?.text).toContain(early);
    });

    await test.step('switched off in the middle: a person wants it again, and it comes once, marked', async () => {
      await goTo(page, 'Laden und Drucker');
      const number = await orderHalfPrinted(page);
      await turn(page, 'Strom am Drucker', 'Aus');
      await goTo(page, 'Status');
      await seeSentence(page, 'bad', 'Der Drucker ist aus oder nicht zu erreichen.');
      await goTo(page, 'Laden und Drucker');
      await turn(page, 'Strom am Drucker', 'An');
      await decide(page, number, 'Nein, noch einmal drucken');
      await expect.poll(() => whole(number), slow).toEqual([false, true]);
      expect(about(number)[1]?.text).toContain('NACHDRUCK');
      await goTo(page, 'Status');
      await seeSentence(page, 'good', new RegExp(`Nr. ${number}\\.$`));
    });

    await test.step('the service killed in the middle: a person finds it on paper, and no second one comes', async () => {
      await goTo(page, 'Laden und Drucker');
      const number = await orderHalfPrinted(page);
      killService(practice);
      await expect.poll(() => whole(number), slow).toEqual([true]);
      await decide(page, number, 'Ja, er liegt da');
      await goTo(page, 'Laden und Drucker');
      const next = await placeOrder(page, 'Online bezahlt');
      await expect.poll(() => whole(next), slow).toEqual([true]);
      await goTo(page, 'Status');
      await seeSentence(page, 'good', new RegExp(`Nr. ${next}\\.$`));
      expect(whole(number)).toEqual([true]);
      expect(tape().filter(({ text }) => text.includes('NACHDRUCK'))).toHaveLength(1);
    });
  });
});

/** Turns one of the practice room's switches. */
async function turn(page: Page, what: string, to: string): Promise<void> {
  const choice = page.getByRole('radiogroup', { name: what }).getByRole('radio', { name: to, exact: true });
  await choice.click();
  await expect(choice).toBeChecked();
}

/** The status says one sentence, in one tone, in its own place and above the rail. */
async function seeSentence(page: Page, tone: 'good' | 'bad' | 'attention', words: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: words })).toBeVisible(slow);
  await expect(page.locator('.status-sentence > svg')).toHaveClass(new RegExp(`state-${tone}`));
  await expect(page.locator('.rail-pi svg')).toHaveClass(new RegExp(`state-${tone}`));
}

/** From the status, which asks, to the question, and one click on an answer. */
async function decide(page: Page, number: string, answer: string): Promise<void> {
  await goTo(page, 'Status');
  await seeSentence(page, 'attention', 'Bei einem Bon ist nicht sicher, ob er gedruckt wurde.');
  await page.getByRole('button', { name: 'Bons ansehen' }).click();
  const question = page.locator('.question', { hasText: `Liegt der Bon ${number} in der Küche?` });
  await expect(question).toContainText('Nur Sie können nachsehen');
  await question.getByRole('button', { name: answer }).click();
  await expect(question).toHaveCount(0, slow);
}

/** As if the power of the service's own process had gone: its keeper starts it again. */
function killService({ root }: Practice): void {
  const pid = rememberedProcess(childFile(join(root, places.state, 'units', `${unitNames.service}.json`)));
  if (pid === null) throw new Error('the print service does not run');
  process.kill(pid, 'SIGKILL');
}
