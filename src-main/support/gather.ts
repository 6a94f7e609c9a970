import { gzipSync } from 'node:zlib';
import { type BonwartError, Refusal, refuse } from '../../src-shared/contract/errors.ts';
import type { SupportBundle } from '../../src-shared/contract/support.ts';
import type { SupportSource } from '../../src-shared/history/support.ts';
import { secretHider } from '../../src-shared/secrets/hide-secrets.ts';
import type { Source, SupportFile } from './sources.ts';
import { tarOf } from './tar.ts';

/** Letters of a file; of a longer one its end is kept, where the newest stands. */
const longestFile = 1024 * 1024;
/** Letters of all files together; those that come last are left out. */
const longestTogether = 8 * 1024 * 1024;
/** What a source may take, and the search for secrets. */
const sourceMs = 30_000;
const checkMs = 60_000;

export type SourceState = 'asking' | 'there' | 'missing';
export interface Gathered extends Omit<SupportBundle, 'bundleId' | 'files'> {
  readonly files: readonly SupportFile[];
}

export interface GatherOptions {
  readonly sources: readonly Source[];
  /** Secrets that this PC knows. */
  readonly secrets: readonly string[];
  /** Has the Pi look for the secrets that only it knows. */
  readonly checkOnPi: (texts: string[], signal: AbortSignal) => Promise<{ text: string; hidden: number }[]>;
  /** The first file: what this is and what is missing. */
  readonly readme: (missing: SupportBundle['missing'], isChecked: boolean) => string;
  readonly onSource: (source: SupportSource, state: SourceState) => void;
  readonly signal: AbortSignal;
}

/**
 * Asks all sources at once, each with a deadline, and looks through what they gave: for the secrets of this PC, and on the Pi for its
 * own. A source that does not answer is named in `missing`. Rejects only if the signal is aborted.
 */
export async function gatherSupport(options: GatherOptions): Promise<Gathered> {
  const { sources, signal, onSource } = options;
  const missing: SupportBundle['missing'] = [];
  const given = await Promise.all(
    sources.map(async (source) => {
      onSource(source.name, 'asking');
      try {
        const files = await within(sourceMs, signal, (until) => source.files(until));
        onSource(source.name, 'there');
        return files;
      } catch (error) {
        signal.throwIfAborted();
        missing.push({ source: source.name, error: errorOf(error) });
        onSource(source.name, 'missing');
        return [];
      }
    }),
  );
  onSource('check', 'asking');
  const cleaned = await cleanFiles(bounded(given.flat()), options);
  onSource('check', cleaned.isChecked ? 'there' : 'missing');
  const text = options.readme(missing, cleaned.isChecked);
  return { ...cleaned, files: [{ name: 'README.txt', text }, ...cleaned.files], missing };
}

async function cleanFiles(files: readonly SupportFile[], { secrets, checkOnPi, signal }: GatherOptions) {
  const hide = secretHider(secrets);
  const here = files.map(({ text }) => hide(text));
  const onPi = await within(checkMs, signal, (until) =>
    checkOnPi(
      here.map(({ text }) => text),
      until,
    ),
  ).catch(() => signal.throwIfAborted() ?? null);
  const isChecked = onPi?.length === files.length;
  const hiddenOf = (texts: readonly { hidden: number }[]) => texts.reduce((sum, { hidden }) => sum + hidden, 0);
  return {
    isChecked,
    hidden: hiddenOf(here) + (isChecked ? hiddenOf(onPi) : 0),
    files: files.flatMap(({ name }, place) => {
      // the log is the one text that a secret of the Pi may stand in without having been looked at by the Pi's engine
      if (!isChecked && name === 'service.log') return [];
      const text = (isChecked ? onPi[place] : here[place])?.text ?? '';
      return [{ name, text }];
    }),
  };
}

function bounded(files: readonly SupportFile[]): SupportFile[] {
  let left = longestTogether;
  return files.flatMap(({ name, text }) => {
    const kept = text.length > longestFile ? endOf(text, longestFile) : text;
    if (kept.length > left) return [];
    left -= kept.length;
    return [{ name, text: kept }];
  });
}

/** The end of a text from the beginning of a line on: half of a secret would not be known as one. */
function endOf(text: string, length: number): string {
  const begin = text.indexOf('\n', text.length - length) + 1;
  return `[…]\n${begin === 0 ? '' : text.slice(begin)}`;
}

async function within<Value>(
  milliseconds: number,
  signal: AbortSignal,
  act: (until: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const until = AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]);
  until.throwIfAborted();
  return Promise.race([
    act(until),
    new Promise<never>((_resolve, reject) =>
      until.addEventListener('abort', () => reject(tookTooLong(milliseconds)), { once: true }),
    ),
  ]);
}

function tookTooLong(milliseconds: number): Refusal {
  return refuse('service.not-answering', { seconds: milliseconds / 1000 }, { retry: 'now' });
}

function errorOf(error: unknown): BonwartError {
  if (error instanceof Refusal) return error.error;
  // its words might hold what nobody should read
  return refuse('service.unhealthy', { problem: error instanceof Error ? error.name : 'unknown' }).error;
}

/** The package as one file, to the byte what `files` show. `at` in milliseconds. */
export function packSupport(folder: string, files: readonly SupportFile[], at: number): Buffer {
  const named = files.map(({ name, text }) => ({ name: `${folder}/${name}`, bytes: Buffer.from(text) }));
  return gzipSync(tarOf(named, at));
}
