import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { PracticeMail, PracticeState } from '../../../src-shared/contract/practice.ts';
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
  mailbox: { address: 'bon@uebung.example', password: 'kvmt-gdxe-pwah-rbzs', trouble: 'none' },
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
/** What the Pi's own letters look like: a code, a fault with what to do, and that it is over. */
const mails: PracticeMail[] = [
  {
    number: 1,
    receivedAt: ago(minutes(9)),
    from: 'Bonwart – Gasthaus zur Übung',
    to: 'chefin@loewe.example',
    subject: 'Code für Bonwart: 482913',
    text: 'Code für Bonwart: 482913\n\nDiesen Code tippen Sie jetzt in Bonwart ein.\n\n    482913\n\nEr gilt zehn Minuten.\n\n-- \nGesendet vom Pi in „Gasthaus zur Übung“.\n',
  },
  {
    number: 2,
    receivedAt: ago(minutes(3)),
    from: 'Bonwart – Gasthaus zur Übung',
    to: 'chefin@loewe.example',
    subject: 'Drucker: kein Papier',
    text: 'Drucker: kein Papier\n\nDer Drucker hat kein Papier mehr. Bestellungen gehen nicht verloren, die Bons warten. Seit 19:02 Uhr.\n\nWas jetzt zu tun ist:\n\n1. Neue Rolle einlegen, die bedruckbare Seite nach außen.\n2. Deckel schließen, bis er einrastet.\n3. Die wartenden Bons kommen dann von selbst.\n\n-- \nGesendet vom Pi in „Gasthaus zur Übung“.\n',
  },
];
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
          { kind: 'step', step: 'mailbox', state: 'done' },
          { kind: 'step', step: 'pi', state: 'running' },
        ],
      },
    },
    act: (page, language) =>
      page.getByRole('button', { name: language === 'de' ? 'Erst üben' : 'Practise first' }).click(),
  },
  {
    name: 'practice-room',
    streams: {
      'targets.list': targets,
      'practice.watch': { events: [state] },
      'practice.paper': paper,
      'practice.mailbox': { events: [{ mails }] },
    },
    act: room,
  },
  {
    name: 'practice-mailbox',
    streams: {
      'targets.list': targets,
      'practice.watch': { events: [{ ...state, mailbox: { ...state.mailbox, trouble: 'refuses-password' } }] },
      'practice.paper': { events: [] },
      'practice.mailbox': { events: [{ mails }] },
    },
    act: async (page, language) => {
      await room(page, language);
      await page.getByText('kvmt-gdxe-pwah-rbzs').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'practice-paper-end',
    streams: {
      'targets.list': targets,
      'practice.watch': { events: [{ ...state, internet: false, printer: { ...state.printer, paper: 'end' } }] },
      'practice.paper': { events: paper.events.slice(0, 1) },
      'practice.mailbox': { events: [{ mails: [] }] },
    },
    act: room,
  },
  {
    name: 'practice-new',
    streams: {
      'targets.list': targets,
      'practice.watch': { events: [{ ...state, orders: [] }] },
      'practice.paper': { events: [] },
      'practice.mailbox': { events: [{ mails: [] }] },
    },
    act: room,
  },
];
