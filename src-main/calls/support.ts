import { randomUUID } from 'node:crypto';
import { refuse } from '../../src-shared/contract/errors.ts';
import type { Language } from '../../src-shared/localized.ts';
import { explainError } from '../../src-shared/texts/explain-error.ts';
import { spoken, texts } from '../../src-shared/texts/index.ts';
import type { Implementation } from '../contract/implementation.ts';
import { fileNameFor } from '../saving/save-file.ts';
import type { AskTarget } from '../service-api/asking.ts';
import { type Gathered, gatherSupport, packSupport } from '../support/gather.ts';
import { supportSourcesOf } from '../support/sources.ts';
import { onTarget } from './on-target.ts';
import { keyNameOf } from './pair-target.ts';
import type { CallSurroundings } from './surroundings.ts';

type SupportCalls = Pick<Implementation, 'support.gather' | 'support.read' | 'support.save'>;

/** Letters of a file that the window shows; it is saved whole. */
const longestShown = 200_000;

interface Kept {
  readonly bundleId: string;
  readonly name: string;
  readonly language: Language;
  readonly at: number;
  readonly files: Gathered['files'];
}

/** The help package: gathered, looked into, saved. Only the newest is kept, in memory. */
export function supportCalls(surroundings: CallSurroundings, ask: AskTarget): SupportCalls {
  const { panel } = surroundings;
  let newest: Kept | null = null;
  const kept = (bundleId: string): Kept => {
    if (newest?.bundleId !== bundleId) throw refuse('support.over', {});
    return newest;
  };

  return {
    'support.gather': async ({ targetId, language }, { emit, signal }) => {
      const { name } = panel.targets.get(targetId);
      const { files, ...gathered } = await gatherSupport({
        sources: supportSourcesOf(surroundings, ask, targetId),
        secrets: await secretsHere(surroundings, targetId),
        checkOnPi: async (wanted, until) =>
          (await onTarget(surroundings, targetId, 'secrets.hide', { texts: wanted }, until)).texts,
        readme: (missing, isChecked) => readme(name, language, missing, isChecked),
        onSource: (source, state) => emit({ kind: 'source', source, state }),
        signal,
      });
      newest = { bundleId: randomUUID(), name, language, at: Date.now(), files };
      const sizes = files.map((file) => ({ name: file.name, bytes: Buffer.byteLength(file.text) }));
      emit({ kind: 'ready', bundle: { ...gathered, bundleId: newest.bundleId, files: sizes } });
    },

    'support.read': ({ bundleId, name }) => {
      const file = kept(bundleId).files.find((one) => one.name === name);
      if (!file) throw refuse('support.over', {});
      return { text: file.text.slice(0, longestShown), isCut: file.text.length > longestShown };
    },

    'support.save': ({ bundleId }, { signal }) => {
      const { name, language, at, files } = kept(bundleId);
      const fileName = fileNameFor(texts[language].support.fileName, name, at, 'tar.gz');
      const bytes = packSupport(fileName.replace(/\.tar\.gz$/, ''), files, at);
      return surroundings.saveFile({ fileName, mediaType: 'application/gzip', bytes }, signal);
    },
  };
}

/** What this PC knows of secrets: what it was ever told to hide, and the key to this Pi. */
async function secretsHere({ redaction, vault, practice }: CallSurroundings, targetId: string): Promise<string[]> {
  const key = await vault.read(keyNameOf(targetId)).catch(() => null);
  const prepared = practice.ifRunning();
  return [...redaction.told(), ...(key === null ? [] : [key]), ...(prepared ? [prepared.password] : [])];
}

function readme(
  name: string,
  language: Language,
  missing: Parameters<Parameters<typeof gatherSupport>[0]['readme']>[0],
  isChecked: boolean,
): string {
  const text = texts[language].support;
  const absent = missing.map(
    ({ source, error }) => `- ${text.source[source]}: ${explainError(error, spoken[language]).happened}`,
  );
  const lines = [
    `Bonwart: ${text.title}, ${name}, ${new Date().toISOString()}`,
    '',
    text.lead,
    ...(isChecked ? [] : ['', text.notChecked]),
    ...(absent.length > 0 ? ['', `${text.missingTitle}:`, ...absent] : []),
  ];
  return `${lines.join('\n')}\n`;
}
