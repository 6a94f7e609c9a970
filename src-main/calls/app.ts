import { hostname, userInfo } from 'node:os';
import type { AnswerOf } from '../../src-shared/contract/contract.ts';

export interface AppFacts {
  readonly version: string;
  readonly host: 'electron' | 'browser';
  readonly startIn: 'home' | 'practice';
  readonly vault: 'system' | 'session';
}

/** What runs here, as the window shows it. */
export function describeApp(facts: AppFacts): AnswerOf<'app.info'> {
  return { ...facts, platform: process.platform, computerName: hostname(), userName: userName() };
}

/** The name of the person's account; empty where the system has none for the running number (some containers). */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
