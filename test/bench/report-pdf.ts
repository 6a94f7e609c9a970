import { join } from 'node:path';
import { output } from '../../scripts/build/layout.ts';
import { findChromium } from '../../src-main/report/find-chromium.ts';
import { printWithChromium } from '../../src-main/report/print-with-chromium.ts';
import { readReportFonts } from '../../src-main/report/read-fonts.ts';
import { reportPage } from '../../src-main/sign-off/report-page.ts';
import { signOffViewSchema } from '../../src-shared/contract/sign-off.ts';
import { signOffScenes } from '../renderer/scenes/sign-off-scenes.ts';
import { type Benchmark, median } from './figure.ts';

const rounds = 5;

/** From a signed sign-off to its report as PDF, with a browser that starts anew each time. */
export const reportPdf: Benchmark = {
  name: 'report-pdf',
  async run() {
    if (!findChromium()) return { skipped: 'no Chromium, Chrome or Edge is installed' };
    const answer = signOffScenes.find(({ name }) => name === 'sign-off-addendum')?.calls?.['signOff.read'];
    if (!answer || answer === 'never' || !('value' in answer)) throw new Error('there is no such scene');
    const view = signOffViewSchema.parse(answer.value);
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const begun = performance.now();
      const page = reportPage(view, 'de', readReportFonts(join(output, 'renderer', 'assets')));
      const pdf = await printWithChromium(page, new AbortController().signal);
      if (!pdf) throw new Error('no PDF came of it');
      times.push((performance.now() - begun) / 1000);
    }
    const figure = { unit: 's', better: 'lower' as const, comparedTo: null };
    return [
      { ...figure, name: 'report as PDF, median', value: median(times), target: 2 },
      { ...figure, name: 'report as PDF, slowest of 5', value: Math.max(...times), target: 2 },
    ];
  },
};
