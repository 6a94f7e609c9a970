import type { Page } from '@playwright/test';
import type { Language } from '../../../src-shared/localized.ts';
import { facts, kitchen } from './basics.ts';
import type { Scene } from './scene.ts';

const nobody: NonNullable<Scene['streams']> = { 'targets.list': { events: [[]] } };
const found = {
  events: [
    { name: 'raspberrypi', address: '192.168.1.20', port: 22 },
    { name: 'buero-pi', address: '192.168.1.34', port: 22 },
  ],
};
const newKey = { keyType: 'ssh-ed25519', fingerprint: kitchen.hostKey, known: 'new', pinned: null } as const;
const words = {
  de: {
    pair: 'Meinen Pi koppeln',
    next: 'Weiter',
    yes: 'Ja, das ist mein Pi',
    password: 'Passwort',
    now: 'Pi koppeln',
    name: 'Name',
  },
  en: {
    pair: 'Pair my Pi',
    next: 'Continue',
    yes: 'Yes, this is my Pi',
    password: 'Password',
    now: 'Pair the Pi',
    name: 'Name',
  },
};

async function toFind(page: Page, language: Language): Promise<void> {
  await page.getByRole('button', { name: words[language].pair }).click();
  await page.getByText('raspberrypi').click();
}
async function toFingerprint(page: Page, language: Language): Promise<void> {
  await toFind(page, language);
  await page.getByRole('button', { name: words[language].next, exact: true }).click();
}
async function toLogin(page: Page, language: Language): Promise<void> {
  await toFingerprint(page, language);
  await page.getByRole('button', { name: words[language].yes }).click();
}
async function toName(page: Page, language: Language): Promise<void> {
  await toLogin(page, language);
  await page.getByRole('textbox', { name: words[language].password, exact: true }).fill('not a real password');
  await page.getByRole('button', { name: words[language].next, exact: true }).click();
}
async function toProgress(page: Page, language: Language): Promise<void> {
  await toName(page, language);
  await page.getByRole('textbox', { name: words[language].name }).fill('Küche');
  await page.getByRole('button', { name: words[language].now }).click();
}

const way: NonNullable<Scene['streams']> = { ...nobody, 'pairing.discover': found };
const inspected = { 'pairing.inspect': { value: newKey } } as const;
const done = (step: 'connect' | 'inspect' | 'sudo' | 'key') => ({ kind: 'step', step, state: 'done' }) as const;

export const firstScenes: readonly Scene[] = [
  { name: 'first', streams: nobody },
  { name: 'pairing-find', streams: way, calls: inspected, act: toFind },
  {
    name: 'pairing-address',
    streams: nobody,
    act: async (page, language) => {
      await page.getByRole('button', { name: words[language].pair }).click();
      await page.getByRole('textbox').fill('192.168.1.20.');
      await page.getByRole('textbox').fill('küche!');
      await page.getByRole('button', { name: words[language].next, exact: true }).click();
    },
  },
  { name: 'pairing-fingerprint', streams: way, calls: inspected, act: toFingerprint },
  {
    name: 'pairing-changed-key',
    streams: way,
    calls: {
      'pairing.inspect': {
        value: {
          ...newKey,
          fingerprint: 'SHA256:ZZkq2v0gVx8mD4mPq7cJt1nNw5bYf3sLr6uTa9eHo1I',
          known: 'changed',
          pinned: newKey.fingerprint,
        },
      },
    },
    act: toFingerprint,
  },
  { name: 'pairing-login', streams: way, calls: inspected, act: toLogin },
  { name: 'pairing-name', streams: way, calls: inspected, act: toName },
  {
    name: 'pairing-progress',
    calls: inspected,
    streams: {
      ...way,
      'pairing.pair': {
        events: [
          done('connect'),
          done('inspect'),
          done('sudo'),
          done('key'),
          { kind: 'step', step: 'upload', state: 'running', doneBytes: 21_400_000, totalBytes: 46_000_000 },
        ],
      },
    },
    act: toProgress,
  },
  {
    name: 'pairing-wrong-password',
    calls: inspected,
    streams: {
      ...way,
      'pairing.pair': {
        events: [{ kind: 'step', step: 'connect', state: 'running' }],
        end: { code: 'login.wrong-password', data: { user: 'pi', address: '192.168.1.20' }, retry: 'after-change' },
      },
    },
    act: toProgress,
  },
  {
    name: 'pairing-done',
    calls: inspected,
    streams: {
      ...way,
      'pairing.pair': {
        events: [{ kind: 'paired', target: kitchen, facts: { ...facts, installed: { kind: 'nothing' } } }],
        end: null,
      },
    },
    act: toProgress,
  },
];
