import type { z } from 'zod';
import { appCalls } from './app.ts';
import type { CallDefinition, StreamDefinition } from './define.ts';
import { deploymentCalls } from './deployment.ts';
import { practiceCalls } from './practice.ts';
import { serviceCalls } from './service.ts';
import { targetCalls } from './targets.ts';

/** Everything that the window can ask of the main process. Both sides are built from this one object. */
export const contract = { ...appCalls, ...targetCalls, ...deploymentCalls, ...serviceCalls, ...practiceCalls } as const;
export type Contract = typeof contract;

export type CallName = {
  [Name in keyof Contract]: Contract[Name] extends CallDefinition ? Name : never;
}[keyof Contract];
export type StreamName = {
  [Name in keyof Contract]: Contract[Name] extends StreamDefinition ? Name : never;
}[keyof Contract];

export type RequestOf<Name extends keyof Contract> = z.input<Contract[Name]['request']>;
export type ParsedRequestOf<Name extends keyof Contract> = z.output<Contract[Name]['request']>;
export type ResponseOf<Name extends CallName> = z.output<Contract[Name]['response']>;
export type EventOf<Name extends StreamName> = z.output<Contract[Name]['event']>;
