import type { Page } from '@playwright/test';
import type { Session } from '../../../src-shared/contract/people.ts';
import type { Language } from '../../../src-shared/localized.ts';
import type { PersonOfPc } from '../../../src-shared/roles/person.ts';
import type { Scene } from './scene.ts';

const people: readonly PersonOfPc[] = [
  { id: 'ada', name: 'Ada Yıldırım', role: 'admin', hasPin: true },
  { id: 'mia', name: 'Mia', role: 'manager', hasPin: true },
  { id: 'kim', name: 'Kim', role: 'staff', hasPin: false },
];
const staff: Session = { rolesCount: true, role: 'staff', person: null, idleMinutes: 10, lockedByIdling: false };
const ada: Session = { ...staff, role: 'admin', person: { id: 'ada', name: 'Ada Yıldırım' } };

const words = {
  de: {
    settings: 'Einstellungen',
    people: 'Personen',
    signIn: 'Anmelden',
    first: 'Erste Person anlegen',
    change: 'Mia ändern',
    remove: 'Person entfernen',
    keep: 'Übernehmen',
    pin: 'PIN',
    name: 'Name',
  },
  en: {
    settings: 'Settings',
    people: 'People',
    signIn: 'Sign in',
    first: 'Add the first person',
    change: 'Change Mia',
    remove: 'Remove this person',
    keep: 'Keep',
    pin: 'PIN',
    name: 'Name',
  },
};

async function toPeople(page: Page, language: Language): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: words[language].settings }).click();
  await page.getByRole('button', { name: words[language].people, exact: true }).click();
}
/** The question for a PIN, with somebody chosen and some figures typed on the pad. */
async function typePin(page: Page, language: Language): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: words[language].signIn }).click();
  await page.getByRole('dialog').getByText('Mia').click();
  for (const figure of ['2', '5', '8', '0']) await page.getByRole('button', { name: figure, exact: true }).click();
}
async function tryPin(page: Page, language: Language): Promise<void> {
  await typePin(page, language);
  await page.getByRole('dialog').getByRole('button', { name: words[language].signIn }).click();
}

const known: NonNullable<Scene['calls']> = { 'people.list': { value: [...people] } };
const as = (session: Session): NonNullable<Scene['streams']> => ({ 'session.who': { events: [session] } });

export const peopleScenes: readonly Scene[] = [
  { name: 'roles-staff', calls: known, streams: as(staff) },
  { name: 'roles-locked', calls: known, streams: as({ ...staff, lockedByIdling: true }) },
  { name: 'roles-signed-in', calls: known, streams: as(ada) },
  { name: 'sign-in', calls: known, streams: as(staff), act: typePin },
  {
    name: 'sign-in-wrong',
    calls: { ...known, 'session.signIn': { error: { code: 'pin.wrong', data: { triesLeft: 3 }, retry: 'now' } } },
    streams: as(staff),
    act: tryPin,
  },
  {
    name: 'sign-in-wait',
    calls: { ...known, 'session.signIn': { error: { code: 'pin.wait', data: { seconds: 60 }, retry: 'now' } } },
    streams: as(staff),
    act: tryPin,
  },
  {
    name: 'sign-in-needed',
    calls: known,
    streams: as(staff),
    act: async (page, language) => {
      await toPeople(page, language);
      await page.getByRole('button', { name: words[language].change }).click();
    },
  },
  { name: 'people-nobody', calls: { 'people.list': { value: [] } }, act: toPeople },
  {
    name: 'people-first',
    calls: { 'people.list': { value: [] } },
    act: async (page, language) => {
      await toPeople(page, language);
      await page.getByRole('button', { name: words[language].first }).click();
      await page.getByRole('textbox', { name: words[language].name }).fill('Ada');
      await page.getByRole('textbox', { name: words[language].pin }).fill('1234');
      await page.getByRole('button', { name: words[language].keep, exact: true }).click();
    },
  },
  { name: 'people', calls: known, streams: as(ada), act: toPeople },
  { name: 'people-staff', calls: known, streams: as(staff), act: toPeople },
  {
    name: 'people-change',
    calls: known,
    streams: as(ada),
    act: async (page, language) => {
      await toPeople(page, language);
      await page.getByRole('button', { name: words[language].change }).click();
    },
  },
  {
    name: 'people-removed',
    calls: { ...known, 'people.remove': { value: people.filter(({ id }) => id !== 'mia') } },
    streams: as(ada),
    act: async (page, language) => {
      await toPeople(page, language);
      await page.getByRole('button', { name: words[language].change }).click();
      await page.getByRole('button', { name: words[language].remove }).click();
    },
  },
];
