import type { z } from 'zod';
import { afterCareCalls } from './after-care.ts';
import { appCalls } from './app.ts';
import type { CallDefinition, StreamDefinition } from './define.ts';
import { deploymentCalls } from './deployment.ts';
import { guideCalls } from './guide.ts';
import { historyCalls } from './history.ts';
import { lanAccessCalls } from './lan-access.ts';
import { mailCalls } from './mail.ts';
import { mailSignInCalls } from './mail-sign-in.ts';
import { orderCalls } from './orders.ts';
import { peopleCalls } from './people.ts';
import { practiceCalls } from './practice.ts';
import { readinessCalls } from './readiness.ts';
import { restaurantCalls } from './restaurant.ts';
import { restoreCalls } from './restore.ts';
import { serviceCalls } from './service.ts';
import { serviceSettingCalls } from './service-settings.ts';
import { signOffCalls } from './sign-off.ts';
import { supportCalls } from './support.ts';
import { targetCalls } from './targets.ts';

/** Everything that the window can ask of the main process. Both sides are built from this one object. */
export const contract = {
  ...appCalls,
  ...peopleCalls,
  ...targetCalls,
  ...deploymentCalls,
  ...readinessCalls,
  ...restoreCalls,
  ...guideCalls,
  ...signOffCalls,
  ...historyCalls,
  ...supportCalls,
  ...afterCareCalls,
  ...serviceCalls,
  ...orderCalls,
  ...restaurantCalls,
  ...serviceSettingCalls,
  ...lanAccessCalls,
  ...mailCalls,
  ...mailSignInCalls,
  ...practiceCalls,
} as const;
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
/** What a handler gives: what the schema accepts, before defaults are filled in. */
export type AnswerOf<Name extends CallName> = z.input<Contract[Name]['response']>;
export type EmittedBy<Name extends StreamName> = z.input<Contract[Name]['event']>;

/** The definition of a name, or undefined. Names of `Object.prototype` are not calls. */
export function definitionOf(name: string): CallDefinition | StreamDefinition | undefined {
  return Object.hasOwn(contract, name) ? contract[name as keyof Contract] : undefined;
}
