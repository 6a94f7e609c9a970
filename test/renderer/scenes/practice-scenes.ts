import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { PracticeState } from '../../../src-shared/contract/practice.ts';
import { localizedSchema } from '../../../src-shared/localized.ts';
import { practicePi } from './basics.ts';
import type { Scene } from './scene.ts';
import { delivery, halfTicket, pickup, ticketBytes } from './tickets.ts';
import { ago, minutes } from './times.ts';

const folder = new URL('../../../resources/practice/orders/', import.meta.url);
const sampleSchema = z.object({ id: z.string(), title: localizedSchema, explanation: localizedSchema });
const samples = readdirSync(folder).map((name) =>
  sampleSchema.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))),
);

const state: PracticeState = {
  running: true,
  printer: { power: true, paper: 'enough', cover: 'closed', paperMillimetres: 80 },
  internet: true,
  orders: [
    { number: '10427', title: 'Abholung so bald wie möglich', placedAt: ago(minutes(4)) },
    { number: '10428', title: 'Lieferung mit Wünschen', placedAt: ago(8) },
  ],
  samples,
};
const room: NonNullable<Scene['act']> = async (page, language) => {
  await page.getByRole('button', { name: language === 'de' ? 'Laden und Drucker' : 'Shop and printer' }).click();
};
const paper = {
  events: [
    { index: 0, at: ago(minutes(4)), bytes: ticketBytes(pickup), complete: true },
    { index: 1, at: ago(5), bytes: halfTicket(delivery), complete: false },
  ],
};
const targets = { events: [[practicePi]] };

export const practiceScenes: readonly Scene[] = [
  {
    name: 'practice-start',
    streams: {
      'targets.list': { events: [[]] },
      'practice.start': {
        events: [
          { kind: 'step', step: 'printer', state: 'done' },
          { kind: 'step', step: 'shop', state: 'done' },
          { kind: 'step', step: 'pi', state: 'running' },
        ],
      },
    },
    act: (page, language) =>
      page.getByRole('button', { name: language === 'de' ? 'Erst üben' : 'Practise first' }).click(),
  },
  {
    name: 'practice-room',
    streams: { 'targets.list': targets, 'practice.watch': { events: [state] }, 'practice.paper': paper },
    act: room,
  },
  {
    name: 'practice-paper-end',
    streams: {
      'targets.list': targets,
      'practice.watch': { events: [{ ...state, internet: false, printer: { ...state.printer, paper: 'end' } }] },
      'practice.paper': { events: paper.events.slice(0, 1) },
    },
    act: room,
  },
  {
    name: 'practice-new',
    streams: {
      'targets.list': targets,
      'practice.watch': { events: [{ ...state, orders: [] }] },
      'practice.paper': { events: [] },
    },
    act: room,
  },
];
