import type { Page } from '@playwright/test';
import type { Language } from '../../../src-shared/localized.ts';
import type { MailCause } from '../../../src-shared/mail/causes.ts';
import type { MailRecognition } from '../../../src-shared/mail/recognition.ts';
import type { MailView } from '../../../src-shared/mail/schema.ts';
import { inOrder, press } from './deployment-scenes.ts';
import {
  clients,
  failing,
  handedOver,
  nothingSetUp,
  ownFound,
  ownUnknown,
  proven,
  recognisedAs,
  records,
  refusedBecause,
} from './mail-answers.ts';
import type { Scene } from './scene.ts';

type Act = NonNullable<Scene['act']>;
const words = {
  place: { de: 'E-Mail', en: 'Email' },
  from: { de: 'E-Mail-Adresse, von der gesendet wird', en: 'Email address to send from' },
  password: { de: 'Passwort', en: 'Password' },
  code: { de: 'Code aus der Mail', en: 'Code from the mail' },
} as const;
export const toMail: Act = (page, language) =>
  page.getByRole('button', { name: words.place[language], exact: true }).click();
const type =
  (label: 'from' | 'password' | 'code', value: string): Act =>
  (page: Page, language: Language) =>
    page.getByLabel(words[label][language], { exact: true }).fill(value);
const next = press('Weiter', 'Continue');
/** By the keyboard, as one types on: Enter in the field goes on. */
const enter: Act = (page) => page.keyboard.press('Enter');

const begin = inOrder(toMail, press('Mails einrichten', 'Set up mails'));
const typed = (address: string): Act =>
  inOrder(begin, type('from', address), (page) => page.locator('.mail-recognised .state-mark').waitFor());
const toSignIn = (address: string): Act => inOrder(typed(address), enter);
const toReceivers = inOrder(toSignIn('loewen.stuttgart@gmail.com'), type('password', 'abcd efgh ijkl mnop'), enter);
const toTest = inOrder(toReceivers, press('Probe-Mail senden', 'Send a test mail'));

const gmail = recognisedAs('gmail', 'loewen.stuttgart@gmail.com');
const fresh = (recognition: MailRecognition): Scene['calls'] => ({
  'mail.read': { value: nothingSetUp },
  'mail.recognise': { value: recognition },
  'mail.signInClients': { value: clients('') },
});
const at = (name: string, recognition: MailRecognition, act: Act): Scene => ({ name, calls: fresh(recognition), act });
const failure = (
  cause: MailCause,
  raw: string,
  failedAt: Parameters<typeof refusedBecause>[2],
  recognition = gmail,
): Scene => ({
  name: `mail-failure-${cause}`,
  calls: { ...fresh(recognition), 'mail.test': { value: refusedBecause(cause, raw, failedAt) } },
  act: inOrder(toTest, (page) => page.locator('.mail-way-stopped').waitFor()),
});
const sent: Scene['calls'] = { ...fresh(gmail), 'mail.test': { value: handedOver } };
const toCode = inOrder(toTest, (page) => page.locator('.mail-code').waitFor());

const setUpScenes: readonly Scene[] = [
  at('mail-empty', gmail, toMail),
  at('mail-address', gmail, begin),
  at('mail-address-wrong', gmail, inOrder(begin, type('from', 'loewen@'), next)),
  at('mail-recognised-gmail', gmail, typed('loewen.stuttgart@gmail.com')),
  at('mail-recognised-web-de', recognisedAs('web-de', 'loewen@web.de'), typed('loewen@web.de')),
  at('mail-recognised-own', ownFound, typed('bon@loewen-stuttgart.de')),
  at('mail-recognised-outlook', recognisedAs('outlook', 'loewen@outlook.de'), typed('loewen@outlook.de')),
  at('mail-guide-gmail', gmail, toSignIn('loewen.stuttgart@gmail.com')),
  at('mail-guide-web-de', recognisedAs('web-de', 'loewen@web.de'), toSignIn('loewen@web.de')),
  at('mail-sign-in-ending', recognisedAs('microsoft-365', 'bon@loewen.com'), toSignIn('bon@loewen.com')),
  at('mail-sign-in-none', recognisedAs('outlook', 'loewen@outlook.de'), toSignIn('loewen@outlook.de')),
  at('mail-own-found', ownFound, toSignIn('bon@loewen-stuttgart.de')),
  at('mail-own-unknown', ownUnknown, inOrder(toSignIn('bon@loewen-stuttgart.de'), next)),
  at('mail-receivers', gmail, toReceivers),
  { ...at('mail-testing', gmail, toTest), calls: { ...fresh(gmail), 'mail.test': 'never' } },
  failure('app-password-needed', '534-5.7.9 Application-specific password required.', 'sign-in'),
  failure(
    'sign-in-refused',
    '535 Authentication credentials invalid',
    'sign-in',
    recognisedAs('web-de', 'loewen@web.de'),
  ),
  failure('port-blocked', '', 'connection'),
  failure('certificate-expired', 'certificate has expired', 'encryption', ownFound),
  failure('recipient-unknown', '550 5.1.1 <mari@loewen.de>: User unknown', 'recipients'),
  failure('unknown', '554 5.7.0 Reject, id=84112-07', 'hand-over'),
  {
    name: 'mail-test-refused',
    calls: { ...fresh(gmail), 'mail.test': { error: { code: 'service.unreachable', data: {}, retry: 'now' } } },
    act: inOrder(toTest, (page) => page.locator('.notice').waitFor()),
  },
  { name: 'mail-code', calls: sent, act: inOrder(toCode, type('code', '482 913')) },
  {
    name: 'mail-code-wrong',
    calls: { ...sent, 'mail.confirm': { value: { outcome: 'again' } } },
    act: inOrder(toCode, type('code', '482914'), enter, (page) => page.locator('.field-problem').waitFor()),
  },
  {
    name: 'mail-code-over',
    calls: { ...sent, 'mail.confirm': { value: { outcome: 'over' } } },
    act: inOrder(toCode, type('code', '482914'), enter, (page) =>
      page.locator('.mail-code').waitFor({ state: 'detached' }),
    ),
  },
  {
    name: 'mail-not-arrived',
    calls: sent,
    act: inOrder(toCode, (page, language) =>
      page.getByText(language === 'de' ? 'Sie ist nicht angekommen' : 'It has not arrived').click(),
    ),
  },
  {
    name: 'mail-proven',
    calls: { ...sent, 'mail.confirm': { value: { outcome: 'right' } } },
    act: inOrder(toCode, type('code', '482913'), enter, (page) =>
      page.locator('.mail-code').waitFor({ state: 'detached' }),
    ),
  },
];

const settled = (name: string, view: MailView, act: Act = toMail, more: Scene['calls'] = {}): Scene => ({
  name,
  calls: {
    'mail.read': { value: view },
    'mail.recognise': { value: gmail },
    'mail.signInClients': { value: clients('') },
    ...more,
  },
  act,
});
const toRules = inOrder(toMail, press('Wer was bekommt', 'Who gets what'));
const toHistory = inOrder(toMail, press('Gesendete Mails', 'Mails sent'));
const history = (mails: typeof records): Scene['calls'] => ({ 'mail.history': { value: mails } });
const weekly: Act = async (page, language) => {
  const title = language === 'de' ? 'Jede Woche eine Mail, dass alles gut ist' : 'A mail every week that all is well';
  await page.locator('label', { hasText: title }).click();
};
const save = press('Speichern', 'Save');

const outlook = recognisedAs('outlook', 'loewen@outlook.de');
const byBrowser = (name: string, told: Told | null, act: Act): Scene => ({
  name,
  calls: { ...fresh(outlook), 'mail.signInClients': { value: clients('0f1e2d3c') } },
  ...(told ? { streams: { 'mail.signIn': told } } : {}),
  act: inOrder(toSignIn('loewen@outlook.de'), act),
});
type Told = NonNullable<NonNullable<Scene['streams']>['mail.signIn']>;
const inBrowser = press('Im Browser anmelden', 'Sign in in the browser');
const byCode = press('Mit einem Code an einem anderen Gerät anmelden', 'Sign in with a code on another device');
const until = handedOver.codeUntil;
const untouched: Act = async () => {};

const browserScenes: readonly Scene[] = [
  byBrowser('mail-browser', null, untouched),
  byBrowser(
    'mail-browser-waits',
    { events: [{ kind: 'open', url: 'https://login.microsoftonline.com/', until, opened: false }] },
    inBrowser,
  ),
  byBrowser(
    'mail-browser-code',
    { events: [{ kind: 'code', code: 'D8TB2QXK', url: 'https://microsoft.com/devicelogin', until }] },
    byCode,
  ),
  byBrowser(
    'mail-browser-refused',
    { events: [], end: { code: 'mail-sign-in.refused', data: { issuer: 'Microsoft' }, retry: 'now' } },
    inBrowser,
  ),
  byBrowser(
    'mail-browser-done',
    { events: [{ kind: 'signed-in', signInId: 's1', address: 'loewen@outlook.de' }] },
    inOrder(inBrowser, press('Zurück', 'Back')),
  ),
  at('mail-register', outlook, inOrder(toSignIn('loewen@outlook.de'), press('Für die Technik', 'For the technician'))),
];

const placeScenes: readonly Scene[] = [
  settled('mail-overview', proven),
  settled('mail-overview-unproven', { ...proven, provenAt: null }),
  settled('mail-overview-failing', failing),
  settled('mail-overview-off', { ...proven, rules: { ...proven.rules, enabled: false } }),
  {
    name: 'mail-refused',
    calls: { 'mail.read': { error: { code: 'service.unreachable', data: {}, retry: 'now' } } },
    act: toMail,
  },
  settled('mail-rules', proven, inOrder(toRules, weekly)),
  settled(
    'mail-rules-saved',
    proven,
    inOrder(toRules, weekly, save, (page) => page.locator('.mail-store .state-good').waitFor()),
    {
      'mail.setRules': { value: { ...proven, rules: { ...proven.rules, weekly: false } } },
    },
  ),
  settled(
    'mail-rules-wrong',
    { ...proven, rules: { ...proven.rules, to: [], urgentOnly: [] } },
    inOrder(toRules, weekly, save),
  ),
  settled('mail-history', proven, toHistory, history(records)),
  settled(
    'mail-history-detail',
    proven,
    inOrder(toHistory, (page) => page.locator('.mail-row').nth(5).click()),
    history(records),
  ),
  settled('mail-history-empty', proven, toHistory, history([])),
];

export const mailScenes: readonly Scene[] = [...setUpScenes, ...browserScenes, ...placeScenes];
