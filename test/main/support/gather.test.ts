import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type GatherOptions, gatherSupport, packSupport } from '../../../src-main/support/gather.ts';
import type { Source } from '../../../src-main/support/sources.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { secretHider } from '../../../src-shared/secrets/hide-secrets.ts';

const ofThisPc = 'pc-secret-Zwiebel+9/Knoblauch=7';
const ofThePi = 'IST.eyJwaS1zZWNyZXQiOiJQYXByaWthIn0.Aubergine-0815_Zucchini';

/** The forms in which a secret may lie in a source. */
function ways(secret: string): string[] {
  const base64 = Buffer.from(`user:${secret}!`).toString('base64');
  return [
    secret,
    base64,
    Buffer.from(secret).toString('base64url'),
    encodeURIComponent(secret),
    Buffer.from(secret).toString('hex'),
    `${secret.slice(0, 12)}\n${secret.slice(12)}`,
    JSON.stringify({ text: `${secret.slice(0, 12)}\n${secret.slice(12)}` }),
    [...secret].join(' '),
    (base64.match(/.{1,16}/g) ?? []).join('\n'),
  ];
}

const names = [
  'versions',
  'settings',
  'runs',
  'journals',
  'history',
  'service-log',
  'status',
  'samples',
  'panel-log',
] as const;
const planted = (): Source[] =>
  names.map((name) => ({
    name,
    files: async () => [
      {
        name: name === 'service-log' ? 'service.log' : `${name}.txt`,
        text: [...ways(ofThisPc), ...ways(ofThePi)].map((way) => `<${way}>`).join('\n'),
      },
    ],
  }));

const options = (more: Partial<GatherOptions> = {}): GatherOptions => ({
  sources: planted(),
  secrets: [ofThisPc],
  checkOnPi: async (texts) => texts.map(secretHider([ofThePi])),
  readme: (missing) => `missing: ${missing.map(({ source }) => source).join(' ')}\n`,
  onSource: () => {},
  signal: new AbortController().signal,
  ...more,
});

/** Looks for a secret with means of its own: no letter between others counts, every encoding is undone. */
function holds(text: string, secret: string): boolean {
  const tight = (some: string) => some.replace(/\\n|[\s"\\]/g, '');
  const pieces = text.match(/<[^<>]*>/g) ?? [text];
  const bare = tight(secret);
  return pieces.some((piece) => {
    const plain = tight(piece.slice(1, -1));
    const readings = [
      plain,
      decodeURIComponent(plain.replace(/%(?![0-9A-Fa-f]{2})/g, '%25')),
      Buffer.from(plain, 'base64').toString('latin1'),
      Buffer.from(plain, 'base64url').toString('latin1'),
      Buffer.from(plain, 'hex').toString('latin1'),
    ];
    return readings.some((reading) => reading.includes(bare) || reading.includes(bare.slice(4, -4)));
  });
}

test('a secret that was planted in every source, in each form, is nowhere in the package', async () => {
  const whole = ways(ofThisPc)
    .concat(ways(ofThePi))
    .map((way) => `<${way}>`);
  // the scan itself sees each of them
  for (const way of whole) expect([way, holds(way, ofThisPc) || holds(way, ofThePi)]).toEqual([way, true]);

  const { files, hidden, isChecked, missing } = await gatherSupport(options());
  expect([files.length, isChecked, missing]).toEqual([1 + names.length, true, []]);
  expect(hidden).toBeGreaterThanOrEqual(names.length * whole.length);
  const packed = gunzipSync(packSupport('p', files, 0)).toString('utf8');
  expect(packed).toContain('[hidden]');
  for (const secret of [ofThisPc, ofThePi]) expect(holds(packed, secret)).toBe(false);
});

test('the scan of this test sees a secret that was not hidden', async () => {
  const { files } = await gatherSupport(options({ secrets: [] }));
  expect(files.some(({ text }) => holds(text, ofThisPc))).toBe(true);
});

test('a source that does not answer is named, and the rest is there', async () => {
  const told: string[] = [];
  const sources = planted().map((source) =>
    source.name === 'status' ? { ...source, files: () => Promise.reject(refuse('service.unreachable', {})) } : source,
  );
  const { files, missing } = await gatherSupport(
    options({ sources, onSource: (source, state) => told.push(`${source} ${state}`) }),
  );
  expect(missing).toMatchObject([{ source: 'status', error: { code: 'service.unreachable' } }]);
  expect(files[0]).toEqual({ name: 'README.txt', text: 'missing: status\n' });
  expect(files).toHaveLength(names.length);
  expect(told).toContain('status missing');
  expect(told.at(-1)).toBe('check there');
});

test('what a source stumbles over is not told in its own words: they may hold a secret', async () => {
  const source: Source = { name: 'runs', files: () => Promise.reject(new Error(`EACCES ${ofThePi}`)) };
  const gathered = await gatherSupport(options({ sources: [source] }));
  expect(JSON.stringify(gathered)).not.toContain(ofThePi);
  expect(gathered.missing).toHaveLength(1);
});

test('where the Pi cannot look for its own secrets, its log is left out, and that is said', async () => {
  const silent = () => Promise.reject(refuse('connection.lost', { address: 'kueche' }));
  const { files, isChecked } = await gatherSupport(options({ checkOnPi: silent }));
  expect(isChecked).toBe(false);
  expect(files.map(({ name }) => name)).not.toContain('service.log');
});

test('the package has a bound: a long file keeps its end, from the beginning of a line on', async () => {
  const line = `${'x'.repeat(99)}\n`;
  const source: Source = {
    name: 'panel-log',
    files: async () => [{ name: 'log', text: `${line.repeat(20_000)}the end\n` }],
  };
  const { files } = await gatherSupport(
    options({ sources: [source], checkOnPi: async (texts) => texts.map((text) => ({ text, hidden: 0 })) }),
  );
  const text = files[1]?.text ?? '';
  expect(text.length).toBeLessThan(1_100_000);
  expect(text.startsWith(`[…]\n${line}`)).toBe(true);
  expect(text.endsWith('the end\n')).toBe(true);
});

test('a cancelled gathering ends at once, also while a source says nothing', async () => {
  const cancel = new AbortController();
  const source: Source = { name: 'runs', files: () => new Promise(() => {}) };
  const gathering = gatherSupport(options({ sources: [source], signal: cancel.signal }));
  cancel.abort();
  await expect(gathering).rejects.toThrow();
});
