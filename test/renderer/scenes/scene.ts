import type { Page } from '@playwright/test';
import type { Preferences } from '../../../src-shared/contract/app.ts';
import {
  type AnswerOf,
  type CallName,
  contract,
  type EmittedBy,
  type StreamName,
} from '../../../src-shared/contract/contract.ts';
import { type BonwartError, bonwartErrorSchema } from '../../../src-shared/contract/errors.ts';
import type { Language } from '../../../src-shared/localized.ts';

type Answer<Name extends CallName> = { value: AnswerOf<Name> } | { error: BonwartError } | 'never';
interface Told<Name extends StreamName> {
  readonly events: readonly EmittedBy<Name>[];
  /** The stream ends after its events: with an error, or by itself (`null`). */
  readonly end?: BonwartError | null;
}

/** One moment of the window: what the host would say, and what a person has done since. */
export interface Scene {
  readonly name: string;
  readonly calls?: { readonly [Name in CallName]?: Answer<Name> };
  readonly streams?: { readonly [Name in StreamName]?: Told<Name> };
  /** The list of first steps is out of the way, unless a scene is about it. */
  readonly firstSteps?: Preferences['firstSteps'];
  /** What a person does before the picture is taken. Labels differ by language. */
  readonly act?: (page: Page, language: Language) => Promise<void>;
  /** Milliseconds to wait for something that appears by itself, as the words of a slow answer. */
  readonly patience?: number;
}

/** What the host says, as plain data for the page. */
export interface Script {
  readonly calls: Record<string, { value: unknown } | { error: unknown } | 'never'>;
  readonly streams: Record<string, { events: readonly unknown[]; end?: unknown }>;
}

/** The scene as data. Everything in it is parsed by the contract's own schemas. @throws if it does not fit them */
export function scriptOf(scene: Scene): Script {
  const script: Script = { calls: {}, streams: {} };
  for (const [name, answer] of Object.entries(scene.calls ?? {})) {
    if (answer === 'never') script.calls[name] = 'never';
    else if ('error' in answer) script.calls[name] = { error: bonwartErrorSchema.parse(answer.error) };
    else {
      const definition = contract[name as CallName];
      // Parsed for its refusal only: durations, once parsed, are numbers and fit again.
      script.calls[name] = { value: definition.response.parse(answer.value) };
    }
  }
  for (const [name, told] of Object.entries(scene.streams ?? {})) {
    const definition = contract[name as StreamName];
    const events = (told.events as readonly unknown[]).map((event) => definition.event.parse(event));
    script.streams[name] = told.end === undefined ? { events } : { events, end: told.end };
  }
  return script;
}
