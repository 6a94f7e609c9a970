import { afterEach, expect, test, vi } from 'vitest';
import {
  type PanelWatch,
  panelGoneMilliseconds,
  startPanelWatch,
} from '../../../src-pi/service/healing/panel-watch.ts';
import { statusVerdicts } from '../../../src-pi/service/healing/status-alerts.ts';
import type { ServiceStatus, WatchingPanel } from '../../../src-shared/service/panel.ts';

let watch: PanelWatch;
afterEach(() => {
  watch.stop();
  vi.useRealTimers();
});

/** A watch whose clock counts the words, and all that it told. */
function begin(goneAfterMilliseconds: number) {
  const told: WatchingPanel[][] = [];
  let words = 0;
  watch = startPanelWatch(
    { tell: (panels) => told.push([...panels]), now: () => String(words++).padStart(3, '0') },
    goneAfterMilliseconds,
  );
  return told;
}

test('a PC that falls silent is gone, and watches again with its next word', async () => {
  const told = begin(30);
  watch.beat('Kasse', 'one');
  watch.beat('Kasse', 'one');
  expect(told).toEqual([[{ name: 'Kasse', state: 'watching', since: '000' }]]);
  await expect.poll(() => told.at(-1)).toEqual([{ name: 'Kasse', state: 'gone', since: '001' }]);
  watch.beat('Kasse', 'one');
  expect(told.at(-1)).toEqual([{ name: 'Kasse', state: 'watching', since: '002' }]);
  expect(told).toHaveLength(3);
});

test('a PC that says a word each five seconds is there for as long as it does', () => {
  vi.useFakeTimers();
  const told = begin(panelGoneMilliseconds);
  for (let word = 0; word < 20; word += 1) {
    watch.beat('Kasse', 'one');
    vi.advanceTimersByTime(5000);
  }
  expect(told.flat().map(({ state }) => state)).toEqual(['watching']);
  vi.advanceTimersByTime(panelGoneMilliseconds);
  expect(told.at(-1)).toMatchObject([{ name: 'Kasse', state: 'gone' }]);
});

test('a PC that says goodbye is no fault, and nobody waits for it', async () => {
  const told = begin(30);
  watch.beat('Kasse', 'one');
  watch.beat('Büro', 'one');
  watch.leave('Kasse', 'one');
  watch.leave('Kasse', 'one');
  await expect.poll(() => told.at(-1)).toEqual([{ name: 'Büro', state: 'gone', since: '002' }]);
  expect(told.flat().filter(({ name, state }) => name === 'Kasse' && state === 'gone')).toEqual([]);
});

test('a goodbye that comes after a newer watching of the same PC has begun ends nothing', () => {
  const told = begin(1000);
  watch.beat('Kasse', 'one');
  watch.beat('Kasse', 'two');
  watch.leave('Kasse', 'one');
  expect(told.at(-1)).toMatchObject([{ name: 'Kasse', state: 'watching' }]);
  watch.leave('Kasse', 'two');
  expect(told.at(-1)).toEqual([]);
});

test('made-up names do not fill the memory, and who is gone makes room', async () => {
  const told = begin(30);
  for (let number = 0; number < 100; number += 1) watch.beat(`PC ${number}`, 'one');
  expect(told.at(-1)).toHaveLength(20);
  await expect.poll(() => told.at(-1)?.every(({ state }) => state === 'gone')).toBe(true);
  watch.beat('Kasse', 'one');
  expect(told.at(-1)).toHaveLength(20);
  expect(told.at(-1)?.find(({ name }) => name === 'Kasse')?.state).toBe('watching');
});

test('only a PC that is gone is told of, by its name; one that was closed is neither good nor bad', () => {
  begin(1000);
  const status = { printers: [], wix: { state: 'unknown' }, queue: {} } as unknown as ServiceStatus;
  const of = (panels?: ServiceStatus['panels']) =>
    statusVerdicts({ ...status, panels })
      .filter(({ type }) => type === 'panel_gone')
      .map(({ subject, raised }) => [subject, raised]);
  const since = '2026-11-29T19:02:00.000Z';
  expect(
    of([
      { name: 'Büro', state: 'gone', since },
      { name: 'Kasse', state: 'watching', since },
    ]),
  ).toEqual([
    ['Büro', true],
    ['Kasse', false],
  ]);
  expect(of([])).toEqual([]);
  expect(of(undefined)).toEqual([]);
});
