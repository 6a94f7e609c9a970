import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../src-renderer/design/tokens.css', import.meta.url), 'utf8');

/** Names and colours of one block of tokens. */
function tokensOf(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', colour = '']) => [name, colour]),
  );
}

const light = tokensOf(':root');
const themes = { light, dark: { ...light, ...tokensOf(':root[data-theme="dark"]') } };

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [bright = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dark + 0.05);
}

const grounds = ['ground', 'surface', 'touch', 'practice'];
const words = ['ink', 'quiet', 'action'];
const shapes = ['good', 'attention', 'bad', 'unknown', 'edge'];

describe.each(Object.entries(themes))('the colours of the %s theme', (_name, tokens) => {
  const colour = (name: string) => tokens[name] ?? 'missing';

  test.each(grounds.flatMap((ground) => words.map((word) => [word, ground] as const)))(
    '%s can be read on %s',
    (word, ground) => {
      expect(contrast(colour(word), colour(ground))).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each([
    ['on-action', 'action'],
    ['on-action', 'action-strong'],
    ['print', 'paper'],
    ['paper', 'print'],
    ['ground', 'ink'],
    ['bad', 'ground'],
    ['bad', 'surface'],
  ])('%s can be read on %s', (word, ground) => {
    expect(contrast(colour(word), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(['ground', 'surface'].flatMap((ground) => shapes.map((shape) => [shape, ground] as const)))(
    '%s can be seen on %s',
    (shape, ground) => {
      expect(contrast(colour(shape), colour(ground))).toBeGreaterThanOrEqual(3);
    },
  );
});

test('black on white has the largest contrast there is', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
});
