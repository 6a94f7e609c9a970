import { afterEach, expect, test } from 'vitest';
import type { AskTarget } from '../../../src-main/service-api/asking.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import type { SignOffView } from '../../../src-shared/contract/sign-off.ts';
import { type MailAnnouncement, mailAnnouncementSchema } from '../../../src-shared/mail/announcement.ts';
import { servicePaths } from '../../../src-shared/service/api.ts';
import { about, type Desk, drawn, kept, startDesk, takenBack } from './signed-run.ts';

let desk: Desk;
afterEach(() => desk.close());

test('what the Pi does not tell is unknown and has to be explained; then it is a partial success', async () => {
  desk = await startDesk(kept);
  const first = await desk.read();
  expect(first.document.status).toBe('open');
  const states = Object.fromEntries(first.document.criteria.map(({ criterion, state }) => [criterion.measure, state]));
  expect(states).toMatchObject({
    ...{ 'run-duration': 'met', gap: 'met', health: 'met', 'rollback-duration': 'not-applicable' },
    ...{ 'api-time': 'unknown', memory: 'unknown', 'orders-lost': 'unknown' },
  });
  expect(first.open.questions).toHaveLength(4);
  const answered = await desk.answerAll();
  expect(answered.document.status).toBe('partial');
  expect(answered.open).toEqual({ questions: [], deviations: [] });
});

test('a no to a question is a deviation; a run that was taken back stays one', async () => {
  desk = await startDesk(takenBack);
  await desk.call('signOff.answer', { ...about, item: 'ticket-readable', answer: 'no', person: 'Ali' });
  const { document } = await desk.read();
  expect(document.deviations.map(({ about: id }) => id)).toContain('ticket-readable');
  await desk.answerAll();
  expect((await desk.read()).document).toMatchObject({ status: 'rolled-back', run: { outcome: 'rolled-back' } });
});

test('nobody signs while something is open, for another role, with a wrong PIN, or what they have not seen', async () => {
  desk = await startDesk(kept);
  const { documentHash } = await desk.read();
  await expect(desk.sign(0, documentHash)).rejects.toThrow(/sign-off\.open/);
  const answered = await desk.answerAll();
  await expect(desk.sign(0, '0'.repeat(64))).rejects.toThrow(/sign-off\.changed/);
  const pen = { ...about, personId: desk.idOf(0), signature: drawn, documentHash: answered.documentHash };
  await expect(desk.call('signOff.sign', { ...pen, role: 'admin', pin: '4711' })).rejects.toThrow(/wrong-role/);
  await expect(desk.call('signOff.sign', { ...pen, role: 'manager', pin: '0000' })).rejects.toThrow(/pin\.wrong/);
  expect((await desk.read()).signed).toEqual([]);
});

test('two roles sign one text; afterwards nothing changes, and an addendum is signed anew', async () => {
  desk = await startDesk(kept);
  const { documentHash } = await desk.answerAll();
  const half = await desk.sign(0, documentHash);
  expect(half.signed.map(({ line }) => line.type)).toEqual(['signature']);
  await expect(desk.sign(0, documentHash)).rejects.toThrow(/role-taken/);
  await expect(
    desk.call('signOff.answer', { ...about, item: 'ticket-readable', answer: 'no', person: 'x' }),
  ).rejects.toThrow(/sign-off\.signed/);
  const note = { ...about, about: 'little-memory', note: 'anders', person: 'x' };
  await expect(desk.call('signOff.explain', note)).rejects.toThrow(/sign-off\.signed/);
  const both = await desk.sign(1, documentHash);
  expect(both).toMatchObject({ documentHash, chain: { intact: true } });
  expect(both.signed.map(({ line }) => line.type === 'signature' && line.role)).toEqual(['manager', 'admin']);

  const pen = { ...about, role: 'admin' as const, personId: desk.idOf(1), pin: '0815', signature: drawn };
  const added = await desk.call('signOff.add', { ...pen, text: 'Am Dienstag nachgemessen' });
  expect(added).toMatchObject({
    documentHash,
    signed: [{}, {}, { line: { type: 'addendum' } }],
    chain: { intact: true },
  });
  expect(
    desk
      .panel()
      .audit.all()
      .filter(({ action }) => action === 'signed'),
  ).toHaveLength(4);
});

test('the code of a report is known, until something is changed', async () => {
  desk = await startDesk(kept);
  const { documentHash } = await desk.answerAll();
  await desk.sign(0, documentHash);
  const { code } = await desk.sign(1, documentHash);
  const typed = (code ?? '').toLowerCase().replaceAll('-', ' ');
  expect(await desk.call('signOff.verify', { code: typed })).toMatchObject({
    ...{ chain: { intact: true }, found: { runId: about.runId, document: { status: 'partial' } } },
  });
  expect(await desk.call('signOff.verify', { code: 'ABCD-ABCD-ABCD-ABCD' })).toMatchObject({ found: null });
  expect(await desk.call('signOff.verify', { code: '' })).toMatchObject({ found: null });
  desk.tamper((database) => database.exec("UPDATE sign_offs SET line = replace(line, 'Ali', 'Ada') WHERE seq = 3"));
  expect(await desk.call('signOff.verify', { code: typed })).toMatchObject({ chain: { intact: false }, found: null });
});

test('the report says everything in both languages, and nothing in it is code', async () => {
  desk = await startDesk(kept);
  const { documentHash } = await desk.answerAll();
  await desk.sign(0, documentHash);
  const { code } = await desk.sign(1, documentHash);
  for (const language of ['de', 'en'] as const) {
    const { html, pdf, fileName } = await desk.call('signOff.report', { ...about, language });
    expect(pdf).toBeNull();
    expect(fileName).toMatch(/\.html$/);
    for (const words of [code, documentHash, 'Küche &lt;1&gt;', 'Ali &lt;b&gt;', 'Maria Löwe'])
      expect(html).toContain(words);
    expect(html).toContain(language === 'de' ? 'unter 30' : 'under 30');
    expect(html).not.toMatch(/<script|Ali <b>|undefined|\{\{/);
  }
});

test('what people say is about the figures that they see; only a reading measures anew', async () => {
  let load = 80;
  const ask = (async (
    _target: string,
    { path, answer }: { path: string; answer: { parse(value: unknown): unknown } },
  ) => {
    if (path !== '/health/metrics') throw refuse('service.unreachable', {});
    return answer.parse({ current: { memoryMegabytes: 70, cpuPercent: load } });
  }) as unknown as AskTarget;
  desk = await startDesk(kept, { ask });
  expect((await desk.read()).open.deviations).toContain('little-work');
  load = 1;
  const note = { ...about, about: 'little-work', note: 'Da lief gerade ein Test', person: 'Maria' };
  const explained: SignOffView = await desk.call('signOff.explain', note);
  expect(explained.document.deviations.find((one) => one.about === 'little-work')?.explained?.note).toBe(note.note);
  expect((await desk.read()).document.deviations.map((one) => one.about)).not.toContain('little-work');
});

test('the report goes out as a file by the mailbox of the Pi, once, and only when it is signed', async () => {
  const asked: { path: string; body: MailAnnouncement }[] = [];
  const ask = (async (_target: string, { path, body }: { path: string; body: unknown }) => {
    if (path !== servicePaths.mailAnnounce) throw refuse('service.unreachable', {});
    asked.push({ path, body: mailAnnouncementSchema.parse(body) });
    return { mailId: 7, state: 'waiting' };
  }) as unknown as AskTarget;
  desk = await startDesk(kept, { ask, pdf: Buffer.from('%PDF-1.4 x') });
  const mail = { ...about, language: 'de' as const, to: ['chef@example.de'] };
  await expect(desk.call('signOff.mail', mail)).rejects.toThrow(/not-signed/);
  const { documentHash } = await desk.answerAll();
  const { code } = await desk.sign(0, documentHash);
  expect(await desk.call('signOff.mail', mail)).toEqual({ state: 'waiting' });
  await desk.call('signOff.mail', mail);
  await desk.call('signOff.mail', { ...mail, language: 'en' });
  const [first, again, english] = asked.map(({ body }) => body);
  expect(first?.attachment).toMatchObject({ mediaType: 'application/pdf', fileName: `Abnahme-${about.runId}.pdf` });
  expect(Buffer.from(first?.attachment?.base64 ?? '', 'base64').toString()).toBe('%PDF-1.4 x');
  expect(first?.paragraphs.join(' ')).toContain(code);
  expect(again?.key).toBe(first?.key);
  expect(english?.key).not.toBe(first?.key);
  expect(english?.subject).toMatch(/^Sign-off: /);
});

test('a run that goes on is not signed off', async () => {
  desk = await startDesk(kept.slice(0, -1));
  const { call } = desk;
  await expect(call('signOff.read', about)).rejects.toThrow(/sign-off\.not-ended/);
}, 20_000);

test('what was signed is told of its own run and its own Pi, and of no other', async () => {
  desk = await startDesk(kept);
  const { documentHash } = await desk.answerAll();
  await desk.sign(0, documentHash);
  const { signOffs } = desk.panel();
  const { targetId, runId } = about;
  expect(signOffs.ofRun(targetId, runId).map(({ line }) => line.type)).toEqual(['document', 'signature']);
  expect(signOffs.ofTarget(targetId)).toEqual(signOffs.ofRun(targetId, runId));
  expect(signOffs.documentsOf(targetId)).toHaveLength(1);
  expect([signOffs.ofRun(targetId, 'another'), signOffs.ofRun('another', runId)]).toEqual([[], []]);
  expect([signOffs.ofTarget('another'), signOffs.documentsOf('another')]).toEqual([[], []]);
});
