import type { JournalEvent } from '../../../src-shared/bonctl/run.ts';
import type { AnswerOf } from '../../../src-shared/contract/contract.ts';
import type { SignOffView } from '../../../src-shared/contract/sign-off.ts';
import { emptyGuide } from '../../../src-shared/guide/guide.ts';
import type { Measure } from '../../../src-shared/runbook/sign-off.ts';
import { type LookView, looksAt } from '../../../src-shared/sign-off/after-care.ts';
import { composeDocument, openIn, type SignOffDocument } from '../../../src-shared/sign-off/document.ts';
import { assessCriteria } from '../../../src-shared/sign-off/evaluate.ts';
import { incidentsOf } from '../../../src-shared/sign-off/incidents.ts';
import { type Measured, measured, notApplicable, unknown } from '../../../src-shared/sign-off/measured.ts';
import { inOrder, offered, press } from './deployment-scenes.ts';
import { created, journal, maria, performedBefore, runbook, runId, started } from './journal.ts';
import type { Scene } from './scene.ts';
import { ago, hours, minutes } from './times.ts';

const rules = runbook.signOff;
if (!rules) throw new Error('the runbook has no sign-off');
const hash = (sign: string) => sign.repeat(64);
const good: Record<Measure, Measured> = {
  'run-duration': measured(74_000),
  gap: measured(2_300),
  'rollback-duration': notApplicable,
  health: measured(100),
  'api-time': measured(14),
  memory: measured(71),
  cpu: measured(0.8),
  'query-time': measured(3),
  'recovery-start': measured(900),
  'mail-time': measured(6_400),
  'orders-lost': measured(0),
  uptime: measured(100),
  'tickets-undecided': measured(0),
  'mails-stuck': measured(0),
};
const partly: Record<Measure, Measured> = {
  ...good,
  'api-time': measured(810),
  'recovery-start': unknown('not-happened'),
  'mail-time': unknown('not-happened'),
};
const failedStart: JournalEvent[] = [
  ...created(),
  ...performedBefore('start'),
  started('start'),
  {
    ...{ type: 'step-finished', step: 'start', forUndo: false, result: 'failed', durationMs: 12_000, proof: null },
    ...{ error: { code: 'service.not-answering', data: { seconds: 12 }, retry: 'now' }, skipReason: null },
  },
  { type: 'question', step: 'start', kind: 'failed', choices: ['retry', 'rollback'], recommended: 'retry' },
];
const back: JournalEvent[] = [
  ...failedStart,
  { type: 'decision', decision: { choice: 'rollback', reason: 'Küche braucht den Drucker' }, by: maria },
  { type: 'state', from: 'asking', to: 'rolling-back', event: 'rollback-decided', reason: 'person' },
];

interface Told {
  readonly measures?: Record<Measure, Measured>;
  readonly answered?: boolean;
  readonly explained?: boolean;
  readonly events?: readonly JournalEvent[];
  readonly outcome?: SignOffDocument['run']['outcome'];
}

function documentOf({ measures = good, answered = true, explained = true, ...more }: Told): SignOffDocument {
  const note = { note: 'Der Router war kurz überlastet; wir sehen am Dienstag nach.', by: maria, at: ago(minutes(9)) };
  return composeDocument({
    target: { id: 'kitchen', name: 'Küche' },
    run: {
      ...{ id: runId, kind: 'deployment', title: runbook.title, version: '0.2.0', previousVersion: '0.1.0', by: maria },
      ...{ startedAt: ago(hours(1)), endedAt: ago(hours(1) - 74), outcome: more.outcome ?? 'confirmed' },
    },
    journal: { seq: 48, hash: hash('a') },
    measuredAt: ago(minutes(2)),
    criteria: assessCriteria(rules?.criteria ?? [], measures),
    questions: (rules?.verification ?? []).map((question, place) => ({
      question,
      answer:
        answered || place === 0
          ? { item: question.id, answer: 'yes', by: maria, note: place === 1 ? 'Auch die Umlaute' : '', at: ago(600) }
          : null,
    })),
    incidents: incidentsOf(journal(hours(1), more.events ?? [])),
    notes: explained ? Object.fromEntries((rules?.criteria ?? []).map(({ id }) => [id, note])) : {},
    roles: rules?.roles ?? [],
  });
}

const signers: SignOffView['signers'] = [
  { id: 'p1', name: 'Maria Löwe', role: 'manager' },
  { id: 'p2', name: 'Ali Demir', role: 'admin' },
];
const line = (seq: number, role: 'manager' | 'admin') => ({
  ...{ seq, at: ago(minutes(6 - seq)), previous: hash('0'), targetId: 'kitchen', runId, role, documentHash: hash('b') },
  signer: {
    id: role === 'manager' ? 'p1' : 'p2',
    name: role === 'manager' ? 'Maria Löwe' : 'Ali Demir',
    pc: 'KASSE-1',
  },
  signature:
    role === 'admin'
      ? { kind: 'typed' as const, text: 'Ali Demir' }
      : { kind: 'drawn' as const, strokes: [wave(), [430, 60, 470, 150, 520, 70]] },
});
const manager = { line: { ...line(2, 'manager'), type: 'signature' as const }, hash: hash('1c9').slice(0, 64) };
const admin = { line: { ...line(3, 'admin'), type: 'signature' as const }, hash: hash('7f2').slice(0, 64) };
const addendum = {
  line: { ...line(4, 'admin'), type: 'addendum' as const, text: 'Am Dienstag nachgemessen: 12 ms.' },
  hash: hash('e04').slice(0, 64),
};

function wave(): number[] {
  return Array.from({ length: 60 }, (_, place) => [40 + place * 6, Math.round(100 + 55 * Math.sin(place / 4))]).flat();
}

function viewOf(told: Told, more: Partial<AnswerOf<'signOff.read'>> = {}): AnswerOf<'signOff.read'> {
  const document = documentOf(told);
  return {
    document,
    documentHash: hash('b'),
    open: openIn(document),
    signed: [],
    chain: { intact: true },
    signers,
    code: null,
    ...more,
  };
}

const history = { de: 'Verlauf', en: 'History' } as const;
const toSignOff: NonNullable<Scene['act']> = async (page, language) => {
  await page.getByRole('navigation').getByRole('button', { name: history[language] }).click();
  await page
    .getByRole('button', { name: /0\.2\.0/ })
    .first()
    .click();
  await page.getByRole('button', { name: language === 'de' ? 'Zur Abnahme' : 'Go to the sign-off' }).click();
};
const ended: JournalEvent[] = [
  ...created(),
  ...performedBefore(null),
  { type: 'state', from: 'confirming', to: 'confirmed', event: 'confirmed', reason: null },
];
const scene = (
  name: string,
  view: AnswerOf<'signOff.read'>,
  act?: Scene['act'],
  calls?: Scene['calls'],
  looks?: LookView[],
): Scene => ({
  name,
  calls: {
    ...offered,
    'history.list': {
      value: {
        entries: [
          {
            ...{ id: `run-${runId}`, runId, kind: 'deployment', matter: null, about: '', note: '', changes: [] },
            ...{ state: 'confirmed', result: 'done', version: '0.2.0', previousVersion: '0.1.0', by: maria },
            ...{ at: ago(hours(1)), endedAt: ago(hours(1) - 74) },
          },
        ],
        silent: null,
        isCut: false,
      },
    },
    'stored.list': { value: { current: '0.2.0', previous: '0.1.0', releases: [], backups: [] } },
    'signOff.read': { value: view },
    ...calls,
  },
  streams: {
    'run.follow': { events: [{ kind: 'entries', entries: journal(hours(1), ended) }] },
    ...(looks ? { 'afterCare.watch': { events: [{ runs: [{ runId, version: '0.2.0', looks }] }] } } : {}),
  },
  act: act ? inOrder(toSignOff, act) : toSignOff,
});
const code = '7F27-F27F-27F2-7F27';
const check = inOrder(press('Bericht prüfen', 'Check a report'), async (page) => {
  await page.getByRole('textbox').fill(code);
  await page.getByRole('button', { name: /^(Prüfen|Check)$/ }).click();
});
const signed = viewOf({}, { signed: [manager, admin], code });
const { target, run, status } = signed.document;

const afterCare = rules.afterCare;
if (!afterCare) throw new Error('the runbook has no after-care');
/** The first look found the service away for a while, the second was fine, the third is to come. */
const lookedAfter: LookView[] = looksAt(
  afterCare,
  {
    endedAt: Date.parse(ago(hours(50))),
    overtakenAt: null,
    results: {
      'after-a-day': {
        ...{ measuredAt: ago(hours(26)), seen: null },
        criteria: assessCriteria(afterCare.criteria, { ...good, uptime: measured(96.2), 'mails-stuck': measured(2) }),
      },
      'after-two-days': {
        ...{ measuredAt: ago(hours(2)), seen: null, criteria: assessCriteria(afterCare.criteria, good) },
      },
    },
  },
  Date.parse(ago(0)),
);
const toEnd: NonNullable<Scene['act']> = async (page, language) => {
  await page.getByRole('heading', { name: language === 'de' ? 'Danach' : 'Afterwards' }).scrollIntoViewIfNeeded();
};
const guide = { guide: emptyGuide, triggers: [], announcements: [] };
const informed = { to: ['chef@example.de', 'ayse@example.de'], off: [], language: 'de' as const };

export const signOffScenes: readonly Scene[] = [
  scene('sign-off-open', viewOf({ measures: partly, answered: false, explained: false })),
  scene('sign-off-no-pins', viewOf({}, { signers: [] })),
  scene('sign-off-ready', viewOf({})),
  scene('sign-off-partial', viewOf({ measures: partly, events: failedStart })),
  scene('sign-off-half', viewOf({}, { signed: [manager], code: '1C91-C91C-91C9-1C91' })),
  scene('sign-off-signed', signed),
  scene('sign-off-addendum', viewOf({ measures: partly }, { signed: [manager, admin, addendum], code })),
  scene(
    'sign-off-damaged',
    viewOf({}, { signed: [manager, admin], code, chain: { intact: false, reason: 'document', seq: 3 } }),
  ),
  scene(
    'sign-off-rolled-back',
    viewOf({
      ...{ outcome: 'rolled-back', events: back },
      measures: { ...partly, 'rollback-duration': measured(6_200), health: unknown('no-verdict') },
    }),
  ),
  scene(
    'sign-off-question',
    viewOf({ answered: false }),
    press('Beantworten: Der Bon ist gut', 'Answer: The ticket is easy'),
  ),
  scene(
    'sign-off-explain',
    viewOf({ measures: partly, explained: false }),
    press('Erklären: Mail bei einer Störung', 'Explain: Mail about a fault'),
  ),
  scene('sign-off-draw', viewOf({}), press('Unterschreiben für Leitung', 'Sign as Manager')),
  scene('sign-off-genuine', signed, check, {
    'signOff.verify': {
      value: {
        chain: { intact: true },
        found: { targetId: 'kitchen', runId, seq: 3, at: ago(minutes(3)), document: { target, run, status } },
      },
    },
  }),
  scene('sign-off-changed', signed, check, {
    'signOff.verify': { value: { chain: { intact: false, reason: 'line', seq: 2 }, found: null } },
  }),
  scene('sign-off-after-care', signed, toEnd, {}, lookedAfter),
  scene(
    'sign-off-see',
    signed,
    press('Etwas dazu sagen: Nach 24 Stunden', 'Say something about it: After 24 hours'),
    {},
    lookedAfter,
  ),
  scene('sign-off-mail', signed, press('Bericht mailen', 'Mail the report'), {
    'guide.read': { value: { ...guide, guide: { ...emptyGuide, informed } } },
  }),
];
