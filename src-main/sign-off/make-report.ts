import type { SignOffView } from '../../src-shared/contract/sign-off.ts';
import type { Language } from '../../src-shared/localized.ts';
import { texts } from '../../src-shared/texts/index.ts';
import type { CallSurroundings } from '../calls/surroundings.ts';
import { readReportFonts } from '../report/read-fonts.ts';
import { reportPage } from './report-page.ts';

export interface Report {
  readonly fileName: string;
  readonly html: string;
  /** The same as PDF, in base64; null where this computer cannot make one. */
  readonly pdf: string | null;
}

/** The report of a sign-off in a language. */
export async function makeReport(
  { fontsFolder, printPage }: Pick<CallSurroundings, 'fontsFolder' | 'printPage'>,
  view: SignOffView,
  language: Language,
  signal: AbortSignal,
): Promise<Report> {
  const html = reportPage(view, language, readReportFonts(fontsFolder));
  const pdf = await printPage(html, signal);
  const fileName = `${texts[language].signOff.reportFile}-${view.document.run.id}.${pdf ? 'pdf' : 'html'}`;
  return { fileName, html, pdf: pdf ? Buffer.from(pdf).toString('base64') : null };
}
