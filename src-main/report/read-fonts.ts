import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportFont } from '../sign-off/report-page.ts';

const files: Record<ReportFont['family'], RegExp> = {
  text: /^atkinson-hyperlegible-next-latin-wght-normal.*\.woff2$/,
  mono: /^atkinson-hyperlegible-mono-latin-wght-normal.*\.woff2$/,
};

/** The window's own fonts out of a folder of its built files. Without them a page uses what the computer has. */
export function readReportFonts(folder: string): ReportFont[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return (['text', 'mono'] as const).flatMap((family) => {
    const name = names.find((one) => files[family].test(one));
    return name ? [{ family, base64: readFileSync(join(folder, name)).toString('base64') }] : [];
  });
}
