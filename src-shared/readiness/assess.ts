import { type PreflightFinding, type PreflightState, stateOf } from '../bonctl/preflight.ts';
import type { ChecklistItem, HumanItem, OwnCheck, OwnItem, Readiness } from '../runbook/readiness.ts';
import type { GivenAnswer } from './answer.ts';

/**
 * `met`: fine, or answered yes. `warned`: may go on. `against`: a finding or an answer forbids it. `open`: nobody has answered, or
 * too long ago. `untold`: the machine does not tell, or the check has not come back. `not-needed`: a person says that it does not apply.
 */
export type ItemState = 'met' | 'warned' | 'against' | 'open' | 'untold' | 'not-needed';

export interface AssessedItem {
  readonly item: ChecklistItem;
  readonly state: ItemState;
  /** It alone forbids the go. */
  readonly blocks: boolean;
  readonly findings: readonly PreflightFinding[];
  readonly answer: GivenAnswer | null;
  /** It was answered, but too long ago. */
  readonly outdated: boolean;
}

export interface Assessment {
  readonly groups: readonly { readonly id: string; readonly items: readonly AssessedItem[] }[];
  /** Met items of those that can be met here, 0 to 100, rounded down: 100 means all. */
  readonly percent: number;
  readonly tooFew: boolean;
  readonly verdict: 'go' | 'go-with-warnings' | 'no-go' | 'checking';
}

interface Known {
  /** Null while the check has not come back. */
  readonly findings: readonly PreflightFinding[] | null;
  /** The newest of each item. */
  readonly answers: readonly GivenAnswer[];
  /** What the PC knows itself; what is missing here is not known. */
  readonly own?: Readonly<Partial<Record<OwnCheck, boolean>>>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Go or no-go by the rules of a runbook. What nobody knows is never taken for fine. */
export function assessReadiness(readiness: Readiness, known: Known): Assessment {
  const groups = readiness.groups.map(({ id, items }) => ({
    id,
    items: items.map((item) => assessItem(item, known)),
  }));
  const all = groups.flatMap(({ items }) => items);
  const countable = all.filter(({ state }) => state !== 'untold' && state !== 'not-needed');
  const met = countable.filter(({ state }) => state === 'met' || state === 'warned').length;
  const percent = countable.length === 0 ? 100 : Math.floor((100 * met) / countable.length);
  const tooFew = percent < readiness.atLeastPercent;
  return { groups, percent, tooFew, verdict: verdictOf(all, tooFew, known.findings === null) };
}

/** What forbids the go, in the order of the list. */
export function blockersOf({ groups }: Assessment): AssessedItem[] {
  return groups.flatMap(({ items }) => items).filter(({ blocks }) => blocks);
}

function verdictOf(all: readonly AssessedItem[], tooFew: boolean, checking: boolean): Assessment['verdict'] {
  if (all.some(({ blocks }) => blocks)) return 'no-go';
  if (checking) return 'checking';
  if (tooFew) return 'no-go';
  const reserve = all.some(({ state }) => state === 'warned' || state === 'against' || state === 'open');
  return reserve ? 'go-with-warnings' : 'go';
}

function assessItem(item: ChecklistItem, known: Known): AssessedItem {
  if ('checks' in item) return byChecks(item, known.findings);
  return 'knows' in item ? byOwn(item, known.own ?? {}) : byAnswer(item, known);
}

/** Not so is a reservation; only people and the machine can forbid. */
function byOwn(item: OwnItem, own: NonNullable<Known['own']>): AssessedItem {
  const so = own[item.knows];
  const state = so === undefined ? 'untold' : so ? 'met' : 'against';
  return { item, state, blocks: false, findings: [], answer: null, outdated: false };
}

const worstFirst: readonly PreflightState[] = ['no-go', 'warning', 'unknown', 'fine'];
const stateOfWorst = { 'no-go': 'against', warning: 'warned', unknown: 'untold', fine: 'met' } as const;

function byChecks(
  item: Extract<ChecklistItem, { checks: unknown }>,
  all: readonly PreflightFinding[] | null,
): AssessedItem {
  const findings = (all ?? []).filter(({ check }) => item.checks.includes(check));
  const found = findings.map(stateOf);
  // A check that did not answer is not known, even if the others are fine.
  if (findings.length < item.checks.length) found.push('unknown');
  const worst = worstFirst.find((state) => found.includes(state)) ?? 'unknown';
  const state = stateOfWorst[worst];
  return { item, state, blocks: state === 'against', findings, answer: null, outdated: false };
}

function byAnswer(item: HumanItem, { answers, now }: Known): AssessedItem {
  const answer = answers.find((given) => given.item === item.id) ?? null;
  const age = answer ? now - Date.parse(answer.at) : 0;
  // An answer from the future was given by a clock that went wrong; nobody knows how old it is.
  const outdated = answer !== null && (age > item.validFor || age < -3_600_000);
  const state = stateOfAnswer(outdated ? null : answer);
  const blocks = item.required && (state === 'against' || state === 'open');
  return { item, state, blocks, findings: [], answer, outdated };
}

function stateOfAnswer(answer: GivenAnswer | null): ItemState {
  if (!answer) return 'open';
  if (answer.answer === 'yes') return 'met';
  return answer.answer === 'no' ? 'against' : 'not-needed';
}
