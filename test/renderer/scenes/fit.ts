import type { Page } from '@playwright/test';

/** The smallest window that is promised, and the same window at a zoom of 200 %. In CSS pixels. */
export const fitSizes = [
  { name: '1024×700', width: 1024, height: 700 },
  { name: '1024×700 at 200 %', width: 512, height: 350 },
] as const;
/** So high that nothing lies below the edge: what is out of sight cannot be judged. */
const tall = 4_000;

/**
 * What does not fit into the window at each of the sizes: a page that scrolls sideways, a dialog that reaches beyond the window, text that is
 * cut off, texts that lie over each other. Empty if all is well. Leaves the page at the last size.
 */
export async function misfits(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const { name, width, height } of fitSizes) {
    await page.setViewportSize({ width, height });
    found.push(...(await page.evaluate(outsideOfTheWindow)).map((problem) => `${name}: ${problem}`));
    await page.setViewportSize({ width, height: tall });
    found.push(...(await page.evaluate(badTexts)).map((problem) => `${name}: ${problem}`));
  }
  return found;
}

/** Runs in the page. */
function outsideOfTheWindow(): string[] {
  const page = document.scrollingElement ?? document.documentElement;
  const problems: string[] = [];
  if (page.scrollWidth > page.clientWidth + 1)
    problems.push(`the page is ${page.scrollWidth} px wide in a window of ${page.clientWidth} px`);
  for (const dialog of document.querySelectorAll('[role="dialog"], [role="alertdialog"]')) {
    // A long one may scroll: then what it scrolls in must be in sight.
    let frame: Element = dialog;
    for (let around: Element | null = dialog; around; around = around.parentElement)
      if (['auto', 'scroll'].includes(getComputedStyle(around).overflowY)) {
        frame = around;
        break;
      }
    const { top, bottom, left, right } = frame.getBoundingClientRect();
    if (top < -1 || left < -1 || bottom > innerHeight + 1 || right > innerWidth + 1)
      problems.push(
        `a dialog reaches from ${Math.round(left)},${Math.round(top)} to ${Math.round(right)},${Math.round(bottom)}`,
      );
  }
  return problems;
}

/** Runs in the page. */
function badTexts(): string[] {
  interface Line {
    readonly words: string;
    readonly of: Element;
    readonly box: DOMRect;
  }
  const related = (one: Element, other: Element) => one.contains(other) || other.contains(one);
  const onTop = (of: Element, box: DOMRect) => {
    const inside = (part: number) => box.left + box.width * part;
    return [0.1, 0.5, 0.9].some((part) => {
      const hit = document.elementFromPoint(inside(part), box.top + box.height / 2);
      return hit !== null && related(hit, of);
    });
  };
  /** A line that has been scrolled out of what scrolls it lies under whatever follows there, and nobody sees it. */
  const scrolledAway = (of: Element, box: DOMRect) => {
    const middle = box.top + box.height / 2;
    for (let around: Element | null = of; around && around !== document.body; around = around.parentElement) {
      const { top, bottom } = around.getBoundingClientRect();
      if (['auto', 'scroll'].includes(getComputedStyle(around).overflowY) && (middle < top || middle > bottom))
        return true;
    }
    return false;
  };
  const problems: string[] = [];
  const lines: Line[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const of = node.parentElement;
    const words = (node.textContent ?? '').trim();
    if (!of || words === '' || of.closest('.hidden-words, script, style, svg, .paper')) continue;
    // What is folded away has boxes all the same.
    if (!of.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.width > 1 && box.height > 1 && onTop(of, box) && !scrolledAway(of, box))
        lines.push({ words: words.slice(0, 40), of, box });
  }
  for (const { words, of } of lines)
    for (let around: Element | null = of; around && around !== document.body; around = around.parentElement) {
      const { overflowX, display } = getComputedStyle(around);
      if (display === 'inline' || overflowX === 'visible') continue;
      if ((overflowX === 'hidden' || overflowX === 'clip') && around.scrollWidth > around.clientWidth + 1)
        problems.push(`cut off: "${words}" in ${around.tagName.toLowerCase()}.${around.className}`);
      break;
    }
  lines.forEach((one, index) => {
    for (const other of lines.slice(index + 1)) {
      if (one.of === other.of || related(one.of, other.of)) continue;
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      // Lines stand close: only letters that meet are a fault.
      if (wide > 3 && high > Math.min(one.box.height, other.box.height) / 3)
        problems.push(`"${one.words}" and "${other.words}" lie over each other`);
    }
  });
  return [...new Set(problems)];
}
