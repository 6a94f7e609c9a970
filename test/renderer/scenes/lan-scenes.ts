import type { Page } from '@playwright/test';
import type { LanAccess } from '../../../src-shared/contract/lan-access.ts';
import type { Session } from '../../../src-shared/contract/people.ts';
import type { Language } from '../../../src-shared/localized.ts';
import type { PersonOfPc } from '../../../src-shared/roles/person.ts';
import { practicePi } from './basics.ts';
import type { Scene } from './scene.ts';

const closed: LanAccess = { wanted: null, hasToken: false, servicePort: 8000, state: 'closed', addresses: [] };
const addresses = ['192.168.1.30', '192.168.1.31'];
const open: LanAccess = { ...closed, wanted: 8010, hasToken: true, state: 'open', addresses };
const token = 'Jq0vXbE3p2cN5mWlT8rYhD1sKfGzUa7iO4yBwC6eLxM';

type Act = (page: Page, language: Language) => Promise<void>;
const press =
  (de: string, en: string, role: 'button' | 'radio' = 'button'): Act =>
  async (page, language) => {
    const name = language === 'de' ? de : en;
    // The input of a choice lies hidden in its label; a person presses the words.
    if (role === 'radio') await page.locator('label', { hasText: name }).first().click();
    else await page.getByRole('button', { name, exact: true }).first().click();
  };
const then =
  (...acts: Act[]): Act =>
  async (page, language) => {
    for (const act of acts) await act(page, language);
  };
const openPage = then(press('Einstellungen', 'Settings'), press('Zugang aus dem Netz', 'Access from the network'));
const chooseOpen = press('Offen für Geräte mit dem Token', 'Open for devices with the token', 'radio');
const apply = press('Übernehmen', 'Use it');
const typePort =
  (port: string): Act =>
  (page) =>
    page.getByRole('textbox', { name: 'Port' }).fill(port);
const ada: PersonOfPc = { id: 'ada', name: 'Ada Yıldırım', role: 'admin', hasPin: true };
const staff: Session = { rolesCount: true, role: 'staff', person: null, idleMinutes: 10, lockedByIdling: false };
const asStaff = { 'session.who': { events: [staff] } } as const;
const reads = (value: LanAccess) => ({ 'lanAccess.read': { value } }) as const;

export const lanScenes: readonly Scene[] = [
  { name: 'lan-closed', calls: reads(closed), act: openPage },
  { name: 'lan-staff', calls: reads(open), streams: asStaff, act: openPage },
  { name: 'lan-opening', calls: reads(closed), act: then(openPage, chooseOpen) },
  {
    name: 'lan-wrong-port',
    calls: reads(closed),
    act: then(openPage, chooseOpen, typePort('8000')),
  },
  {
    name: 'lan-token',
    calls: { ...reads(closed), 'lanAccess.write': { value: { ...open, token, before: null } } },
    act: then(openPage, chooseOpen, apply),
  },
  {
    name: 'lan-opened',
    calls: { ...reads(closed), 'lanAccess.write': { value: { ...open, token, before: null } } },
    act: then(openPage, chooseOpen, apply, press('Ich habe es', 'I have it')),
  },
  { name: 'lan-open', calls: reads(open), act: openPage },
  {
    name: 'lan-new-token',
    calls: reads(open),
    act: then(openPage, press('Neues Token machen', 'Make a new token')),
  },
  { name: 'lan-port-taken', calls: reads({ ...open, state: 'port-taken' }), act: openPage },
  { name: 'lan-no-token', calls: reads({ ...open, hasToken: false, state: 'no-token' }), act: openPage },
  {
    name: 'lan-refused',
    streams: asStaff,
    calls: {
      ...reads(closed),
      'people.list': { value: [ada] },
      'lanAccess.write': {
        error: {
          code: 'role.needed',
          data: { needs: 'admin', purpose: 'lanAccess', call: 'lanAccess.write' },
          retry: 'after-change',
        },
      },
    },
    act: then(openPage, chooseOpen, apply),
  },
  {
    name: 'lan-taken-back',
    calls: {
      ...reads(open),
      'lanAccess.write': { error: { code: 'settings.taken-back', data: { seconds: 25 }, retry: 'after-change' } },
    },
    act: then(openPage, typePort('8011'), apply),
  },
  { name: 'lan-no-service', calls: reads({ ...closed, state: 'no-service' }), act: openPage },
  { name: 'lan-practice', streams: { 'targets.list': { events: [[practicePi]] } }, act: openPage },
];
