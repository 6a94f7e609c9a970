import type { SignOffView } from '../../src-shared/contract/sign-off.ts';
import type { Language, Localized } from '../../src-shared/localized.ts';
import { codeOf, type Signature, signatureField } from '../../src-shared/sign-off/chain-line.ts';
import type { AssessedCriterion } from '../../src-shared/sign-off/evaluate.ts';
import { incidentWords } from '../../src-shared/sign-off/incident-words.ts';
import type { Incident } from '../../src-shared/sign-off/incidents.ts';
import { momentInWords, targetInWords, valueInWords } from '../../src-shared/sign-off/words.ts';
import { spoken, texts } from '../../src-shared/texts/index.ts';
import { reportStyle } from './report-style.ts';

/** A font of the report: the bytes of a woff2 file in base64. */
export interface ReportFont {
  readonly family: 'text' | 'mono';
  readonly base64: string;
}

const shapes = {
  good: '<circle cx="12" cy="12" r="9" fill="currentColor"/>',
  attention: '<path d="M12 3.5 21.5 20h-19z" fill="currentColor"/>',
  bad: '<path d="M8 2.8h8L21.2 8v8L16 21.2H8L2.8 16V8z" fill="currentColor"/>',
  unknown:
    '<circle cx="12" cy="12" r="8.5" fill="none" stroke="currentColor" stroke-width="2.5" stroke-dasharray="5.34 3.56"/>',
} as const;
type Tone = keyof typeof shapes;
const toneOfState = { met: 'good', missed: 'bad', unknown: 'unknown', 'not-applicable': 'good' } as const;
const toneOfStatus = { open: 'unknown', success: 'good', partial: 'attention', 'rolled-back': 'attention' } as const;

/**
 * The sign-off as one page of HTML that needs nothing from elsewhere, in a language, to be printed on A4. Everything from outside is escaped; there is no script in it.
 */
export function reportPage(view: SignOffView, language: Language, fonts: readonly ReportFont[]): string {
  const text = texts[language].signOff;
  const { document } = view;
  const say = (sentence: Localized) => inHtml(sentence[language]);
  const at = (moment: string) => inHtml(momentInWords(moment, language));
  const what = fill(text.kind[document.run.kind], { version: document.run.version ?? text.stateBefore });
  const mark = (tone: Tone, words: string) =>
    `<span class="mark ${tone}"><svg viewBox="0 0 24 24" aria-hidden="true">${shapes[tone]}</svg>${inHtml(words)}</span>`;
  const addenda = view.signed.filter(({ line }) => line.type === 'addendum');

  const criterion = ({ criterion: of, measured, state }: AssessedCriterion) => `<tr>
<th scope="row">${say(of.title)}</th>
<td class="figure">${measured.state === 'measured' ? inHtml(valueInWords(measured.value, of.unit, language)) : measured.state === 'unknown' ? inHtml(text.reason[measured.reason]) : '–'}</td>
<td class="figure">${inHtml(fill(text.direction[of.direction], { value: targetInWords(of, language) }))}</td>
<td>${mark(toneOfState[state], text.state[state])}</td></tr>`;

  const question = ({ question: asked, answer }: (typeof document.questions)[number]) => `<tr>
<th scope="row">${say(asked.question)}</th>
<td>${mark(answer ? (answer.answer === 'no' ? 'bad' : 'good') : 'unknown', text.questionState[answer?.answer ?? 'open'])}
${answer ? `<div class="quiet">${inHtml(answer.by.name)}, ${at(answer.at)}${answer.note ? `: ${inHtml(answer.note)}` : ''}</div>` : ''}</td></tr>`;

  const deviation = ({ title, explained }: (typeof document.deviations)[number]) => `<tr>
<th scope="row">${say(title)}</th><td>${explained ? `${inHtml(explained.note)}<div class="quiet">${inHtml(explained.by.name)}, ${at(explained.at)}</div>` : inHtml(text.unexplained)}</td></tr>`;

  const incident = (one: Incident) =>
    `<tr><td class="figure">${at(one.at)}</td><td>${inHtml(incidentWords(one, spoken[language]))}</td></tr>`;

  const signed = ({ line, hash }: SignOffView['signed'][number]) =>
    line.type === 'document'
      ? ''
      : `<div class="signature">${picture(line.signature, fill(text.signatureOf, { name: line.signer.name }))}
<div class="under">${inHtml(fill(text.signedBy, { name: line.signer.name, role: text.role[line.role] }))}</div>
<div class="quiet">${at(line.at)}, ${inHtml(line.signer.pc)}</div><code>${codeOf(hash)}</code></div>`;

  const roles = document.roles
    .map((role) => view.signed.find(({ line }) => line.type === 'signature' && line.role === role) ?? role)
    .map((found) =>
      typeof found === 'string'
        ? `<div class="signature"><div class="blank"></div><div class="under">${inHtml(text.role[found])}</div><div class="quiet">${inHtml(text.notSigned)}</div></div>`
        : signed(found),
    );
  const rows = (all: readonly string[], none: string) =>
    all.length > 0 ? `<table>${all.join('')}</table>` : `<p>${inHtml(none)}</p>`;
  const damaged = view.chain.intact
    ? ''
    : `<p class="warning">${mark('bad', text.damagedTitle)} ${inHtml(fill(text.damaged[view.chain.reason], { seq: view.chain.seq }))} ${inHtml(text.damagedMeaning)}</p>`;

  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:">
<title>${inHtml(text.title)} · ${inHtml(document.target.name)} · ${inHtml(what)}</title>
<style>${reportStyle(fonts)}</style></head><body>
<header><p class="quiet">Bonwart · ${inHtml(document.target.name)}</p>
<h1>${inHtml(text.title)}: ${inHtml(what)}</h1>
<p class="lead">${mark(toneOfStatus[document.status], text.status[document.status])}</p>
<p>${inHtml(fill(text.about, { what: document.run.title[language], from: momentInWords(document.run.startedAt, language), until: momentInWords(document.run.endedAt, language), person: document.run.by.name, pc: document.run.by.pc }))}</p>
${view.code ? `<p>${inHtml(text.code)}: <code class="code">${view.code}</code></p>` : `<p class="warning">${inHtml(text.notYetSigned)}</p>`}
${damaged}</header>
<section><h2>${inHtml(text.criteria)}</h2><p class="quiet">${inHtml(fill(text.criteriaLead, { at: momentInWords(document.measuredAt, language) }))}</p>
<table><thead><tr><th scope="col">${inHtml(text.criterion)}</th><th scope="col">${inHtml(text.value)}</th><th scope="col">${inHtml(text.target)}</th><th scope="col">${inHtml(text.result)}</th></tr></thead>
<tbody>${document.criteria.map(criterion).join('')}</tbody></table></section>
<section><h2>${inHtml(text.questions)}</h2>${rows(document.questions.map(question), '')}</section>
<section><h2>${inHtml(text.deviations)}</h2>${rows(document.deviations.map(deviation), text.noDeviations)}</section>
<section><h2>${inHtml(text.incidents)}</h2>${rows(document.incidents.map(incident), text.noIncidents)}</section>
<section class="together"><h2>${inHtml(text.signatures)}</h2><div class="signatures">${roles.join('')}</div></section>
${addenda.length > 0 ? `<section><h2>${inHtml(text.addenda)}</h2>${addenda.map((one) => `<div class="together"><p>${one.line.type === 'addendum' ? inHtml(one.line.text) : ''}</p>${signed(one)}</div>`).join('')}</section>` : ''}
<section class="chain"><h2>${inHtml(text.chain)}</h2><table>${chain(view, language)}</table></section>
</body></html>`;
}

function chain({ document, documentHash, signed }: SignOffView, language: Language): string {
  const text = texts[language].signOff;
  const row = (name: string, hash: string) =>
    `<tr><th scope="row">${inHtml(name)}</th><td><code>${hash}</code></td></tr>`;
  return [
    row(fill(text.chainJournal, { seq: document.journal.seq }), document.journal.hash),
    row(text.chainDocument, documentHash),
    ...signed.map(({ line, hash }) => row(fill(text.chainLine, { seq: line.seq }), hash)),
  ].join('');
}

function picture(signature: Signature, label: string): string {
  if (signature.kind === 'typed') return `<div class="typed">${inHtml(signature.text)}</div>`;
  const strokes = signature.strokes.map((stroke) => `<polyline points="${stroke.map(Number).join(' ')}"/>`);
  const { width, height } = signatureField;
  return `<svg class="drawn" viewBox="0 0 ${width} ${height}" role="img" aria-label="${inHtml(label)}">${strokes.join('')}</svg>`;
}

function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => String(values[name] ?? ''));
}

function inHtml(words: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return words.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
