import { refuse } from '../../src-shared/contract/errors.ts';
import type { Signer, SignOffView } from '../../src-shared/contract/sign-off.ts';
import { codeOf, hashOfCode, type Signature } from '../../src-shared/sign-off/chain-line.ts';
import { openIn, type SignOffDocument } from '../../src-shared/sign-off/document.ts';
import type { Implementation } from '../contract/implementation.ts';
import { hashOfDocument } from '../panel/sign-offs.ts';
import type { AskTarget } from '../service-api/asking.ts';
import { type AboutRun, answersAbout, composeSignOff, type Measurement } from '../sign-off/compose.ts';
import { mailReport } from '../sign-off/mail-report.ts';
import { makeReport } from '../sign-off/make-report.ts';
import { personHere } from './person.ts';
import type { CallSurroundings } from './surroundings.ts';

type SignOffCalls = Pick<
  Implementation,
  | 'signOff.read'
  | 'signOff.answer'
  | 'signOff.explain'
  | 'signOff.sign'
  | 'signOff.add'
  | 'signOff.report'
  | 'signOff.mail'
  | 'signOff.verify'
>;

/** What was shown last, of so many runs: only that can be signed. */
const shownAtMost = 50;

/** `onSigned` is told when a line was added: from then on the run is looked after. */
export function signOffCalls(surroundings: CallSurroundings, ask: AskTarget, onSigned: () => void): SignOffCalls {
  const { panel, signers } = surroundings;
  const shown = new Map<string, SignOffDocument>();

  const measurements = new Map<string, Measurement>();

  /** `anew` measures again; otherwise what people answer is about the figures that they see. */
  const read = async (about: AboutRun, signal: AbortSignal, anew = false): Promise<SignOffView> => {
    const lines = panel.signOffs.ofRun(about.targetId, about.runId);
    const frozen = lines.find(({ line }) => line.type === 'document')?.line;
    const run = `${about.targetId} ${about.runId}`;
    const document =
      frozen?.type === 'document'
        ? frozen.document
        : await composeSignOff(surroundings, ask, about, signal, anew ? undefined : measurements.get(run));
    const documentHash = hashOfDocument(document);
    if (!frozen) {
      remember(shown, documentHash, document);
      remember(measurements, run, document);
    }
    const signed = lines.filter(({ line }) => line.type !== 'document');
    const last = signed.at(-1);
    return {
      document,
      documentHash,
      open: openIn(document),
      signed,
      chain: panel.signOffs.state(),
      signers: signers.list(),
      code: last ? codeOf(last.hash) : null,
    };
  };

  const unsigned = ({ targetId, runId }: AboutRun) => {
    panel.targets.get(targetId);
    whole();
    if (panel.signOffs.ofRun(targetId, runId).length > 0) throw refuse('sign-off.signed', { runId });
  };
  const whole = () => {
    const chain = panel.signOffs.state();
    if (!chain.intact) throw refuse('sign-off.damaged', { line: chain.seq }, { retry: 'never' });
  };
  /** Who signs, after their PIN was right. */
  const signerOf = async ({ role, personId, pin }: Pen): Promise<Signer> => {
    const signer = signers.list().find(({ id }) => id === personId);
    if (signer?.role !== role) throw refuse('sign-off.wrong-role', { role });
    await signers.verifyPin(personId, pin);
    return signer;
  };
  const signedBy = (pen: Pen, signer: Signer) => ({
    role: pen.role,
    signer: { id: signer.id, name: signer.name, pc: personHere(signer.name).pc },
    signature: pen.signature,
  });

  return {
    'signOff.read': ({ targetId, runId }, { signal }) => read({ targetId, runId }, signal, true),

    'signOff.answer': async ({ item, answer, person, note, ...about }, { signal }) => {
      unsigned(about);
      const { document } = await read(about, signal);
      if (!document.questions.some(({ question }) => question.id === item))
        throw refuse('checklist.unknown-item', { item });
      const by = personHere(person);
      panel.answers.add(answersAbout(about), { item, answer, by, note });
      panel.audit.add({
        action: 'checklist-answered',
        targetId: about.targetId,
        person: by.name,
        data: { runId: about.runId, item, answer, note },
      });
      return read(about, signal);
    },

    'signOff.explain': async ({ about: id, note, person, ...about }, { signal }) => {
      unsigned(about);
      const { document } = await read(about, signal);
      if (!document.deviations.some((deviation) => deviation.about === id))
        throw refuse('checklist.unknown-item', { item: id });
      const by = personHere(person);
      panel.deviations.add(about, id, { note, by });
      panel.audit.add({
        action: 'deviation-explained',
        targetId: about.targetId,
        person: by.name,
        data: { runId: about.runId, about: id, note },
      });
      return read(about, signal);
    },

    'signOff.sign': async ({ targetId, runId, documentHash, ...pen }, { signal }) => {
      const about = { targetId, runId };
      whole();
      const lines = panel.signOffs.ofRun(targetId, runId).map(({ line }) => line);
      const frozen = lines.find((line) => line.type === 'document');
      const document = frozen?.type === 'document' ? frozen.document : shown.get(documentHash);
      if (!document || document.run.id !== runId || document.target.id !== targetId)
        throw refuse('sign-off.changed', { runId }, { retry: 'now' });
      if (hashOfDocument(document) !== documentHash) throw refuse('sign-off.changed', { runId }, { retry: 'now' });
      const open = openIn(document);
      if (document.status === 'open')
        throw refuse('sign-off.open', { questions: open.questions.length, deviations: open.deviations.length });
      const before = lines.find((line) => line.type === 'signature' && line.role === pen.role);
      if (before?.type === 'signature') throw refuse('sign-off.role-taken', { name: before.signer.name });
      if (!document.roles.includes(pen.role)) throw refuse('sign-off.wrong-role', { role: pen.role });
      const signer = await signerOf(pen);
      // while the PIN was checked, somebody else may have signed
      const now = panel.signOffs.ofRun(targetId, runId);
      if (now.length !== lines.length) throw refuse('sign-off.changed', { runId }, { retry: 'now' });
      const signature = { type: 'signature' as const, ...about, ...signedBy(pen, signer), documentHash };
      panel.signOffs.add(frozen ? [signature] : [{ type: 'document', ...about, document }, signature]);
      onSigned();
      return read(about, signal);
    },

    'signOff.add': async ({ targetId, runId, text, ...pen }, { signal }) => {
      const about = { targetId, runId };
      whole();
      const line = panel.signOffs.ofRun(targetId, runId).find((one) => one.line.type === 'document')?.line;
      if (line?.type !== 'document') throw refuse('sign-off.not-signed', { runId });
      const signer = await signerOf(pen);
      const documentHash = hashOfDocument(line.document);
      panel.signOffs.add([{ type: 'addendum', ...about, ...signedBy(pen, signer), documentHash, text }]);
      return read(about, signal);
    },

    'signOff.report': async ({ targetId, runId, language }, { signal }) =>
      makeReport(surroundings, await read({ targetId, runId }, signal), language, signal),

    'signOff.mail': async ({ targetId, runId, language, to }, { signal }) => {
      const view = await read({ targetId, runId }, signal);
      if (view.code === null) throw refuse('sign-off.not-signed', { runId });
      const report = await makeReport(surroundings, view, language, signal);
      const { state } = await mailReport(ask, { view, report, language, to }, signal);
      panel.audit.add({
        ...{ action: 'report-mailed', targetId, person: personHere('').name },
        data: { runId, language, recipients: String(to.length) },
      });
      return { state };
    },

    'signOff.verify': ({ code }) => {
      const chain = panel.signOffs.state();
      const beginning = hashOfCode(code);
      const line = beginning === null ? null : panel.signOffs.byHash(beginning)?.line;
      if (!line) return { chain, found: null };
      const { targetId, runId, seq, at } = line;
      const frozen = panel.signOffs.ofRun(targetId, runId).find((one) => one.line.type === 'document')?.line;
      if (frozen?.type !== 'document') return { chain, found: null };
      const { target, run, status } = frozen.document;
      return { chain, found: { targetId, runId, seq, at, document: { target, run, status } } };
    },
  };
}

interface Pen {
  readonly role: Signer['role'];
  readonly personId: string;
  readonly pin: string;
  readonly signature: Signature;
}

/** Keeps the newest; the oldest is let go. */
function remember<Value>(kept: Map<string, Value>, key: string, value: Value): void {
  kept.set(key, value);
  const oldest = kept.keys().next().value;
  if (kept.size > shownAtMost && oldest !== undefined) kept.delete(oldest);
}
