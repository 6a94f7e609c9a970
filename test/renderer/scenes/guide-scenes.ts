import type { JournalEvent } from '../../../src-shared/bonctl/run.ts';
import type { AnnouncementRecord } from '../../../src-shared/guide/guide.ts';
import { fine } from './basics.ts';
import { allSent, failed, followed, healthy, inOrder, offered, prepare, press } from './deployment-scenes.ts';
import { arranged, busyHours, guideOf, inTwoDays, openNow } from './guide-answers.ts';
import { maria, runId } from './journal.ts';
import type { Scene } from './scene.ts';
import { ago, minutes } from './times.ts';

const known: Scene['calls'] = { 'guide.read': { value: guideOf(arranged) } };
const toGuide = inOrder(prepare, press('Plan und Leute ansehen', 'See plan and people'));
const withGuide = (scene: Scene, calls: Scene['calls'] = known): Scene => ({
  ...scene,
  calls: { ...scene.calls, ...calls },
});

/** Unfolds, and brings to the top what was folded. */
const unfold =
  (de: string, en: string): NonNullable<Scene['act']> =>
  async (page, language) => {
    const fold = page.getByText(language === 'de' ? de : en, { exact: true });
    await fold.click();
    await fold.evaluate((element) => element.scrollIntoView());
  };
const openMails = unfold('Mails an die Beteiligten', 'Mails to those concerned');
const openPreview = unfold('Die Mails ansehen', 'See the mails');

/** The pictures show what is in view: a heading, brought to the top. */
const to =
  (de: string, en: string): NonNullable<Scene['act']> =>
  async (page, language) => {
    const heading = page.getByRole('heading', { name: language === 'de' ? de : en });
    await heading.evaluate((element) => element.scrollIntoView());
  };

/** The second attempt at the start has failed, too. */
const secondAttempt: JournalEvent[] = [
  ...failed,
  { type: 'decision', decision: { choice: 'retry' }, by: maria },
  { type: 'state', from: 'asking', to: 'running', event: 'retry', reason: null },
  { type: 'step-started', step: 'start', attempt: 2, forUndo: false, memory: {} },
  ...failed.slice(-3),
];

const record = (change: Partial<AnnouncementRecord>): AnnouncementRecord => ({
  key: `${runId}:started`,
  about: runId,
  occasion: 'started',
  to: arranged.informed.to,
  subject: 'Begonnen: neue Version auf „Küche“',
  paragraphs: [],
  createdAt: ago(60),
  state: 'handed-over',
  handedOverAt: ago(58),
  problem: null,
  ...change,
});

export const guideScenes: readonly Scene[] = [
  withGuide(followed('run-advised', 40, secondAttempt)),
  withGuide(followed('run-help', 40, secondAttempt, press('Hilfe holen', 'Get help'))),
  withGuide(followed('run-mails', 60, healthy, openMails), {
    ...known,
    'announcements.list': {
      value: [record({}), record({ key: 'x', occasion: 'progress', state: 'waiting', problem: 'mail.not-set-up' })],
    },
  }),
  withGuide(
    followed('run-watched', 60, healthy, to('Was fürs Zurücksetzen spräche', 'What would speak for rolling back')),
  ),
  withGuide({
    ...followed('run-service-silent', 200, healthy),
    streams: {
      ...followed('', 200, healthy).streams,
      'status.watch': {
        events: [
          { kind: 'status', status: fine },
          { kind: 'silent', since: ago(minutes(2)), reason: 'service-not-running' },
        ],
      },
    },
  }),
  {
    name: 'guide',
    calls: { ...offered, ...known, 'guide.busyHours': { value: busyHours } },
    streams: allSent,
    act: toGuide,
  },
  {
    name: 'guide-informed',
    calls: {
      ...offered,
      'guide.read': { value: guideOf(inTwoDays) },
      'guide.busyHours': { value: busyHours },
      'announcements.list': { value: [record({ key: 'b', about: '0.2.0', occasion: 'before' })] },
    },
    streams: allSent,
    act: inOrder(toGuide, openMails, to('Wer wird informiert?', 'Who is informed?')),
  },
  {
    name: 'guide-preview',
    calls: { ...offered, 'guide.read': { value: guideOf(inTwoDays) }, 'guide.busyHours': { value: busyHours } },
    streams: allSent,
    act: inOrder(toGuide, openPreview),
  },
  {
    name: 'guide-empty',
    calls: { ...offered, 'guide.busyHours': { value: { since: ago(0), hours: [] } } },
    streams: {
      ...allSent,
      'status.watch': {
        events: [{ kind: 'status', status: { ...fine, mail: { state: 'off', waiting: 0, since: ago(900) } } }],
      },
    },
    act: toGuide,
  },
  {
    name: 'guide-contact',
    calls: { ...offered, ...known, 'guide.busyHours': { value: busyHours } },
    streams: allSent,
    act: inOrder(toGuide, press('Nummer eintragen', 'Enter a number')),
  },
  {
    name: 'deployment-in-window',
    calls: { ...offered, 'guide.read': { value: guideOf(openNow) } },
    streams: allSent,
    act: prepare,
  },
  { name: 'status-planned-time', calls: { 'guide.read': { value: guideOf(openNow) } } },
  { name: 'deployment-outside-window', calls: { ...offered, ...known }, streams: allSent, act: prepare },
];
