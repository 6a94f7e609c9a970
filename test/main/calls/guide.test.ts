import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { guideCalls } from '../../../src-main/calls/guide.ts';
import type { CallSurroundings } from '../../../src-main/calls/surroundings.ts';
import type { Panel } from '../../../src-main/panel/panel.ts';
import { contract } from '../../../src-shared/contract/contract.ts';
import { dialled } from '../../../src-shared/guide/guide.ts';
import { panelIn, panelWithPi } from '../../support/panel-with-pi.ts';

const repository = join(import.meta.dirname, '../../..');
let folder: string;
let panel: Panel;
beforeEach(() => {
  ({ folder, panel } = panelWithPi());
});
afterEach(() => {
  panel.close();
  rmSync(folder, { recursive: true });
});

const kept: { key: string; subject: string; paragraphs: readonly string[]; to: readonly string[] }[] = [];
const calls = () =>
  guideCalls(
    { panel, runbooksFolder: join(repository, 'resources/runbooks') } as CallSurroundings,
    () => Promise.reject(new Error('no Pi')),
    { keep: (mail) => kept.push(mail), handOver: async () => {}, watch: () => {}, stop: async () => {} },
  );
const context = { signal: new AbortController().signal, window: 'test' };
const change = (what: Record<string, unknown>) =>
  calls()['guide.change'](contract['guide.change'].request.parse({ targetId: 'kueche', ...what }), context);
const sendBefore = async () =>
  calls()['announcements.sendBefore']({ targetId: 'kueche', version: '0.2.0', person: 'Maria' }, context);
const rosa = { name: 'Rosa', role: 'Technik', telephone: '+49 (171) 55-66' };
const window = { from: '2026-11-25T14:00:00.000Z', to: '2026-11-25T15:00:00.000Z' };

test('what is arranged is kept over a restart, each part by itself, and the audit says that it changed', async () => {
  await change({ contacts: [rosa] });
  await change({ window, informed: { to: ['ayse@example.de'] } });
  panel.close();
  panel = panelIn(folder);
  const { guide, triggers, announcements } = await calls()['guide.read']({ targetId: 'kueche' }, context);
  expect(guide).toEqual({
    ...{ contacts: [rosa], window },
    informed: { to: ['ayse@example.de'], off: [], language: 'de' },
  });
  expect([triggers.length, announcements.length]).toEqual([5, 6]);
  expect(panel.audit.all().map(({ action, data }) => `${action} ${data.keys}`)).toEqual([
    'guide-changed contacts',
    'guide-changed informed window',
  ]);
  expect(dialled(rosa.telephone)).toBe('tel:+491715566');
});

test('with the time it is kept what is planned for it, and since when', async () => {
  await change({ window: { ...window, version: '0.2.0' } });
  const { guide } = await calls()['guide.read']({ targetId: 'kueche' }, context);
  expect(guide.window).toMatchObject({ ...window, planned: { version: '0.2.0' } });
  expect(Date.parse(guide.window?.planned?.at ?? '')).toBeLessThanOrEqual(Date.now());
  await change({ window: null });
  expect((await calls()['guide.read']({ targetId: 'kueche' }, context)).guide.window).toBeNull();
});

test('refused: a number that no telephone dials, a window that ends before it begins, a line of its own', () => {
  for (const wrong of [
    { contacts: [{ ...rosa, telephone: 'javascript:alert(1)' }] },
    { contacts: [{ ...rosa, name: 'Rosa\nBcc' }] },
    { window: { from: window.to, to: window.from } },
    { informed: { to: ['nobody'] } },
  ])
    expect(contract['guide.change'].request.safeParse({ targetId: 'kueche', ...wrong }).success).toBe(false);
});

test('a mail the day before wants a time and somebody to read it; then it names both', async () => {
  await expect(sendBefore).rejects.toThrow(/guide\.no-window/);
  await change({ window });
  await expect(sendBefore).rejects.toThrow(/guide\.nobody-informed/);
  await change({ informed: { to: ['ayse@example.de'], language: 'en' } });
  await sendBefore();
  await sendBefore();
  expect(kept).toHaveLength(2);
  expect(kept[0]?.key).toBe(kept[1]?.key);
  expect(kept[0]).toMatchObject({ to: ['ayse@example.de'], subject: 'Planned: new version on "Küche"' });
  expect(kept[0]?.paragraphs.join(' ')).toContain('0.2.0');
  expect(kept[0]?.paragraphs.join(' ')).toMatch(/25 November/);
});
