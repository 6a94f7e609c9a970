import { createHash } from 'node:crypto';
import { Refusal, refuse } from '../../src-shared/contract/errors.ts';
import type { SignOffView } from '../../src-shared/contract/sign-off.ts';
import type { Language } from '../../src-shared/localized.ts';
import type { MailAnnounced, MailAnnouncement } from '../../src-shared/mail/announcement.ts';
import { serviceAnswers, servicePaths } from '../../src-shared/service/api.ts';
import { momentInWords } from '../../src-shared/sign-off/words.ts';
import { texts } from '../../src-shared/texts/index.ts';
import type { AskTarget } from '../service-api/asking.ts';
import type { Report } from './make-report.ts';

/** A Pi takes a megabyte over a slow line. Milliseconds. */
const deadlineMs = 20_000;

interface ToMail {
  readonly view: SignOffView;
  readonly report: Report;
  readonly language: Language;
  readonly to: readonly string[];
}

/** Puts the report into the Pi's outbox. Refuses with `mail.not-set-up`, `service.too-old` and what `AskTarget` says. */
export async function mailReport(ask: AskTarget, mail: ToMail, signal: AbortSignal): Promise<MailAnnounced> {
  const path = servicePaths.mailAnnounce;
  const body = announcementOf(mail, new Date());
  try {
    return await ask(mail.view.document.target.id, {
      ...{ method: 'POST', path, body, answer: serviceAnswers.mailAnnounce, deadlineMs, signal },
    });
  } catch (error) {
    // a release before this one knows no files, or none so large
    const code = error instanceof Refusal ? error.error.code : '';
    if (code === 'contract.invalid-request' || code === 'service.unhealthy')
      throw refuse('service.too-old', {}, { cause: path });
    throw error;
  }
}

function announcementOf({ view, report, language, to }: ToMail, now: Date): MailAnnouncement {
  const text = texts[language].signOff;
  const { run, target, status } = view.document;
  const what = fill(text.kind[run.kind], { version: run.version ?? text.stateBefore });
  const values = {
    ...{ what, target: target.name, status: text.status[status], code: view.code ?? '' },
    at: momentInWords(view.signed.at(-1)?.line.at ?? run.endedAt, language),
  };
  const sameMail = [view.code, language, now.toISOString().slice(0, 10), ...[...to].sort()].join(' ');
  return {
    key: `${run.id}:report:${createHash('sha256').update(sameMail).digest('hex').slice(0, 32)}`,
    to: [...to],
    subject: fill(text.reportMail.subject, values).slice(0, 150),
    paragraphs: [text.reportMail.what, text.reportMail.check].map((sentence) => fill(sentence, values).slice(0, 1000)),
    happenedAt: now.toISOString(),
    attachment: {
      fileName: report.fileName,
      mediaType: report.pdf ? 'application/pdf' : 'text/html',
      base64: report.pdf ?? Buffer.from(report.html).toString('base64'),
    },
  };
}

function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => values[name] ?? '');
}
