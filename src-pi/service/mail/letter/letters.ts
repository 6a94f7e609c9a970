import { type AnnouncementData, announcementType } from '../../database/announcements.ts';
import type { IncidentRow } from '../../database/incidents.ts';
import type { MailToSend } from '../../database/mails.ts';
import { isUrgent } from '../notices/fate.ts';
import { filled, type MailWords } from '../words.ts';
import type { Block, Letter } from './page.ts';

/** What a letter is written with. `time` says an instant as people here say it, the day with it where it is not today's. */
export interface Pen {
  readonly words: MailWords;
  readonly restaurant: string;
  readonly at: string;
  time(instant: string): string;
}

/** A mail that leaves this much after it was written says so. */
const lateMilliseconds = 10 * 60_000;
/** Lines of a digest; the rest is a number. */
const mostLines = 25;

/** Writes a mail of the outbox, by what its incidents are now. */
export function letterOf(mail: MailToSend, pen: Pen): Letter {
  const [first] = mail.incidents;
  if (mail.type === announcementType) return announcementLetter(mail, pen);
  switch (mail.kind) {
    case 'weekly':
      return weeklyLetter(mail, pen);
    case 'digest':
      return digestLetter(mail, pen);
    case 'solved':
      return mail.incidents.length > 1 || !first ? solvedDigest(mail, pen) : solvedLetter(first, mail, pen);
    case 'past':
      return first ? solvedLetter(first, mail, pen) : digestLetter(mail, pen);
    default:
      return first ? alertLetter(first, mail, pen) : digestLetter(mail, pen);
  }
}

/** What people on the PC wrote, as it is. */
function announcementLetter(mail: MailToSend, pen: Pen): Letter {
  const { subject, paragraphs } = JSON.parse(mail.data) as AnnouncementData;
  const blocks: Block[] = paragraphs.map((text) => ({ kind: 'sentence', text }));
  return letter(subject, 'plain', [...blocks, ...lateness(mail, pen)], pen);
}

/** What a wizard sends, so that somebody can prove that it arrived. */
export function codeLetter(code: string, pen: Pen): Letter {
  const { words } = pen;
  const blocks: Block[] = [
    { kind: 'sentence', text: words.code.what },
    { kind: 'code', text: code },
    { kind: 'small', text: words.code.valid },
  ];
  return letter(filled(words.code.subject, { code }), 'plain', blocks, pen);
}

/** A mail of a type as it would be, marked as a test. */
export function sampleLetter(incident: IncidentRow, pen: Pen): Letter {
  const sample = alertLetter(incident, null, pen);
  const { test } = pen.words;
  const subject = filled(test.subject, { subject: incidentLine(incident, pen, 'subject') });
  return {
    ...letter(subject, 'plain', [{ kind: 'sentence', text: test.what }, ...sample.blocks], pen),
    title: sample.title,
  };
}

/** Tells of one incident. `mail` is null for one that is not in the outbox. */
export function alertLetter(incident: IncidentRow, mail: MailToSend | null, pen: Pen): Letter {
  const { frame } = pen.words;
  const todo = todoOf(incident, pen);
  const since = `${mail?.kind === 'news' ? frame.at : frame.since} ${pen.time(incident.opened_at)}.`;
  const blocks: Block[] = [
    { kind: 'sentence', text: `${incidentLine(incident, pen, 'what')} ${since}` },
    ...(todo.length > 0 ? [heading(frame.todo), { kind: 'steps', steps: todo } as const] : []),
    ...lateness(mail, pen),
  ];
  return letter(incidentLine(incident, pen, 'subject'), isUrgent(incident.severity) ? 'bad' : 'plain', blocks, pen);
}

function solvedLetter(incident: IncidentRow, mail: MailToSend, pen: Pen): Letter {
  const { frame } = pen.words;
  const subject = incidentLine(incident, pen, 'subject');
  const repeated: Block[] =
    incident.raised > 1 ? [{ kind: 'small', text: filled(frame.repeated, { times: incident.raised }) }] : [];
  const blocks: Block[] = [
    { kind: 'sentence', text: incidentLine(incident, pen, 'solved') },
    { kind: 'sentence', text: lasted(incident, pen) },
    ...repeated,
    ...lateness(mail, pen),
  ];
  return letter(filled(mail.kind === 'past' ? frame.pastSubject : frame.overSubject, { subject }), 'good', blocks, pen);
}

function digestLetter(mail: MailToSend, pen: Pen): Letter {
  const { frame } = pen.words;
  const open = mail.incidents.filter(({ cleared_at, closed_at }) => cleared_at === null && closed_at === null);
  const over = mail.incidents.filter((incident) => !open.includes(incident));
  const section = (title: string, incidents: readonly IncidentRow[]): Block[] =>
    incidents.length === 0 ? [] : [heading(title), { kind: 'list', lines: linesOf(incidents, pen) }];
  const count = mail.incidents.length;
  const blocks: Block[] = [
    { kind: 'sentence', text: filled(frame.digestWhat, { count }) },
    ...section(frame.digestOpen, open),
    ...section(frame.digestOver, over),
    ...lateness(mail, pen),
  ];
  return letter(filled(frame.digestSubject, { count }), isUrgent(mail.severity) ? 'bad' : 'plain', blocks, pen);
}

function solvedDigest(mail: MailToSend, pen: Pen): Letter {
  const { frame } = pen.words;
  const subject = filled(frame.digestSubject, { count: mail.incidents.length });
  const lines = mail.incidents.slice(0, mostLines).map((incident) => incidentLine(incident, pen, 'solved'));
  return letter(filled(frame.overSubject, { subject }), 'good', [{ kind: 'list', lines }, ...lateness(mail, pen)], pen);
}

function weeklyLetter(mail: MailToSend, pen: Pen): Letter {
  const { weekly } = pen.words;
  const { printed, open } = JSON.parse(mail.data) as { printed?: number; open?: IncidentRow[] };
  const blocks: Block[] = [
    { kind: 'sentence', text: filled(weekly.what, { printed: printed ?? 0 }) },
    ...(open?.length ? [heading(weekly.open), { kind: 'list', lines: linesOf(open, pen) } as const] : []),
    { kind: 'small', text: weekly.note },
  ];
  return letter(weekly.subject, open?.length ? 'plain' : 'good', blocks, pen);
}

function letter(title: string, tone: Letter['tone'], blocks: readonly Block[], { words, restaurant }: Pen): Letter {
  const { footer, footerUnnamed } = words.frame;
  // a subject is one line, whatever somebody named a printer
  const subject = title.replace(/\s+/g, ' ').slice(0, 150);
  return { subject, title, tone, blocks, footer: restaurant ? filled(footer, { restaurant }) : footerUnnamed };
}

function linesOf(incidents: readonly IncidentRow[], pen: Pen): string[] {
  const lines = incidents
    .slice(0, mostLines)
    .map((incident) => `${pen.time(incident.opened_at)} · ${incidentLine(incident, pen, 'subject')}`);
  const rest = incidents.length - lines.length;
  return rest > 0 ? [...lines, filled(pen.words.frame.more, { count: rest })] : lines;
}

function incidentLine(incident: IncidentRow, pen: Pen, part: 'subject' | 'what' | 'solved'): string {
  return filled(pen.words.types[incident.type][part], valuesOf(incident, pen));
}

function valuesOf(incident: IncidentRow, { words }: Pen): Record<string, unknown> {
  const data = JSON.parse(incident.data) as Record<string, unknown>;
  const state = words.printerStates[data.state as keyof MailWords['printerStates']];
  const fault = words.storageFaults[data.fault as keyof MailWords['storageFaults']];
  return { name: incident.subject, ...data, ...(state ? { state } : {}), ...(fault ? { fault } : {}) };
}

function todoOf(incident: IncidentRow, { words }: Pen): readonly string[] {
  if (incident.type !== 'printer_offline') return words.types[incident.type].todo;
  const { state } = JSON.parse(incident.data) as { state?: keyof MailWords['printerTodo'] };
  return words.printerTodo[state ?? 'unknown'] ?? words.printerTodo.unknown;
}

function lasted({ opened_at: from, cleared_at, closed_at }: IncidentRow, pen: Pen): string {
  const to = cleared_at ?? closed_at ?? pen.at;
  const all = Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
  const { times, minutes, lasted: text } = pen.words.frame;
  const duration =
    all < 60 ? filled(minutes, { minutes: all }) : filled(times, { hours: Math.floor(all / 60), minutes: all % 60 });
  return filled(text, { duration, from: pen.time(from), to: pen.time(to) });
}

function lateness(mail: MailToSend | null, pen: Pen): Block[] {
  const isLate = mail !== null && Date.parse(pen.at) - Date.parse(mail.created_at) > lateMilliseconds;
  return isLate ? [{ kind: 'small', text: pen.words.frame.late }] : [];
}

function heading(text: string): Block {
  return { kind: 'heading', text };
}
