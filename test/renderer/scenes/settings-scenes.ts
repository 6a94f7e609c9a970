import type { Page } from '@playwright/test';
import { previewTickets, sampleOrder } from '../../../src-pi/service/tickets/preview.ts';
import { printerProfiles } from '../../../src-pi/service/tickets/profiles.ts';
import type { Language } from '../../../src-shared/localized.ts';
import type { PreviewSample, RestaurantAnswer } from '../../../src-shared/service/api.ts';
import { type Restaurant, restaurantSchema } from '../../../src-shared/service/restaurant.ts';
import type { Scene } from './scene.ts';

const restaurant = restaurantSchema.parse({
  revision: 4,
  printers: [
    { id: 'kitchen', name: 'Küche', connection: { kind: 'network', host: '192.168.1.87' }, profile: 'epson-tm-m30iii' },
    { id: 'bar', name: 'Bar', connection: { kind: 'usb' }, profile: 'xprinter-xp-t80q', paper: 58 },
  ],
  stations: [
    { id: 'kitchen', name: 'Küche', ticket: 'kitchen', printer: 'kitchen', sparePrinter: 'bar' },
    { id: 'bar', name: 'Bar', ticket: 'kitchen', printer: 'bar', sections: ['drinks'] },
    { id: 'driver', name: 'Fahrer', ticket: 'driver', printer: 'kitchen', fulfilments: ['delivery'], copies: 2 },
  ],
  sectionNames: { drinks: 'Getränke' },
});

const answer: RestaurantAnswer = {
  restaurant,
  activeRevision: 4,
  profiles: printerProfiles().map(({ id, name, paper }) => ({ id, name, paper })),
  sections: [
    { id: 'grill', examples: ['Döner Kebap groß', 'Lahmacun', 'Köfte vom Grill'] },
    { id: 'drinks', examples: ['Ayran', 'Apfelschorle 0,5 l'] },
    { id: 'cold', examples: ['Hirtensalat', 'Zaziki'] },
  ],
};

const identity = { name: 'Gasthaus Löwen', address: 'Marktplatz 3, 70173 Stuttgart', phone: '+49 711 555 0100' };

function papers(of: Restaurant, station: string, sample: PreviewSample = 'delivery') {
  const order = sampleOrder(sample, [], new Date('2026-11-23T18:01:00Z'));
  return { value: { tickets: previewTickets(of, station, order, identity, 'Europe/Berlin') } };
}

const guests = restaurantSchema.parse({
  ...restaurant,
  stations: [...restaurant.stations, { id: 'guest', name: 'Gast', ticket: 'customer', printer: 'kitchen' }],
  layout: { customer: { footer: 'Guten Appetit wünscht Ihr Löwen-Team.' } },
});

type Act = (page: Page, language: Language) => Promise<void>;
const press =
  (de: string, en: string, role: 'button' | 'radio' | 'checkbox' = 'button'): Act =>
  async (page, language) => {
    const name = language === 'de' ? de : en;
    // The input of a choice lies hidden in its label; a person presses the words.
    if (role === 'button') await page.getByRole(role, { name, exact: true }).first().click();
    else await page.locator('label', { hasText: name }).first().click();
  };
const then =
  (...acts: Act[]): Act =>
  async (page, language) => {
    for (const act of acts) await act(page, language);
  };

const read = { 'restaurant.read': { value: answer }, 'restaurant.preview': papers(restaurant, 'kitchen') } as const;
const openPrinters = then(press('Einstellungen', 'Settings'), press('Drucker und Stationen', 'Printers and stations'));
const openService = then(press('Einstellungen', 'Settings'), press('Druckdienst', 'Print service'));
const written = { RECOVERY_BATCH_SIZE: '8', ON_UNKNOWN: 'ask', RECOVERY_BATCH_DELAY: '2.5' } as const;
const type =
  (de: string, en: string, value: string): Act =>
  (page, language) =>
    page.getByRole('textbox', { name: language === 'de' ? de : en }).fill(value);
const openTickets = then(press('Einstellungen', 'Settings'), press('Bons', 'Tickets'));

export const settingsScenes: readonly Scene[] = [
  { name: 'settings', act: press('Einstellungen', 'Settings') },
  { name: 'settings-unpair', act: then(press('Einstellungen', 'Settings'), press('Pi entkoppeln', 'Unpair the Pi')) },
  { name: 'settings-printers', calls: read, act: openPrinters },
  {
    name: 'settings-printer',
    calls: read,
    act: then(openPrinters, press('Drucker hinzufügen', 'Add a printer')),
  },
  {
    name: 'settings-station',
    calls: read,
    act: then(openPrinters, press('Station hinzufügen', 'Add a station')),
  },
  {
    name: 'settings-printers-refused',
    calls: { 'restaurant.read': { error: { code: 'service.unreachable', data: {}, retry: 'now' } } },
    act: openPrinters,
  },
  { name: 'settings-tickets', calls: read, act: openTickets },
  {
    name: 'settings-tickets-guest',
    calls: {
      'restaurant.read': { value: { ...answer, restaurant: guests } },
      'restaurant.preview': papers(guests, 'guest'),
    },
    act: then(openTickets, press('Kundenbon', 'Guest ticket', 'radio')),
  },
  {
    name: 'settings-tickets-driver',
    calls: { ...read, 'restaurant.preview': papers(restaurant, 'driver') },
    act: then(openTickets, press('Fahrerbon', 'Driver ticket', 'radio')),
  },
  {
    name: 'settings-tickets-conflict',
    calls: {
      ...read,
      'restaurant.write': { error: { code: 'restaurant.changed', data: { revision: 5 }, retry: 'after-change' } },
    },
    act: then(
      openTickets,
      press('Leerzeile zwischen den Gerichten', 'A blank line between dishes', 'checkbox'),
      press('Speichern und übernehmen', 'Save and use it'),
    ),
  },
  { name: 'settings-service', calls: { 'serviceSettings.read': { value: written } }, act: openService },
  {
    name: 'settings-service-changed',
    calls: { 'serviceSettings.read': { value: written } },
    act: then(openService, type('Bons auf einmal', 'Tickets at a time', '4')),
  },
  {
    name: 'settings-service-wrong',
    calls: { 'serviceSettings.read': { value: written } },
    act: then(openService, type('Bons auf einmal', 'Tickets at a time', '1000')),
  },
  {
    name: 'settings-service-applied',
    calls: {
      'serviceSettings.read': { value: written },
      'serviceSettings.write': { value: { now: { RECOVERY_BATCH_SIZE: '4' }, before: { RECOVERY_BATCH_SIZE: '8' } } },
    },
    act: then(openService, type('Bons auf einmal', 'Tickets at a time', '4'), press('Übernehmen', 'Use it')),
  },
  {
    name: 'settings-service-taken-back',
    calls: {
      'serviceSettings.read': { value: written },
      'serviceSettings.write': { error: { code: 'settings.taken-back', data: { seconds: 25 }, retry: 'after-change' } },
    },
    act: then(openService, type('Bons auf einmal', 'Tickets at a time', '4'), press('Übernehmen', 'Use it')),
  },
];
