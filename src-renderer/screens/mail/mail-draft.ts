import { create } from 'zustand';
import type { RequestOf, ResponseOf } from '../../../src-shared/contract/contract.ts';
import type { BonwartError } from '../../../src-shared/contract/errors.ts';
import type { MailRecognition } from '../../../src-shared/mail/recognition.ts';
import {
  type MailFailureView,
  type MailServer,
  type MailTest,
  type MailView,
  mailAddressSchema,
  mostRecipients,
} from '../../../src-shared/mail/schema.ts';
import { type OwnServer, serverOf, typedServer } from './own-server.ts';
import { type SignInWay, secretOf } from './sign-in-way.ts';

export type MailPage = 'sender' | 'sign-in' | 'receivers' | 'test' | 'code' | 'proven';
export type StoredAccount = NonNullable<MailView['account']>;
export type SentTest = Extract<MailTest, { handedOver: true }>;

/** How the test mail is doing. */
export type TestState =
  | { readonly state: 'none' }
  | { readonly state: 'running'; readonly since: number }
  | { readonly state: 'failed'; readonly failure: MailFailureView }
  | { readonly state: 'refused'; readonly error: BonwartError };

/** What has been answered so far. It outlives the closing of the wizard, except for the password. */
export interface MailDraft {
  readonly targetId: string | null;
  readonly page: MailPage;
  readonly from: string;
  /** Whose mailbox `recognisedFor` is; worth nothing for another address. */
  readonly recognition: MailRecognition | null;
  readonly recognisedFor: string;
  /** What somebody typed about an own server; null while the found one will do. */
  readonly own: OwnServer | null;
  readonly password: string;
  /** How somebody wants to sign in; null: the best way. */
  readonly way: SignInWay | null;
  /** By the browser, as that address. What was granted stays with the PC, which knows it by `id` for half an hour. */
  readonly signedIn: { readonly id: string; readonly address: string } | null;
  /** The account that is at work on the Pi: its password need not be typed again. */
  readonly stored: StoredAccount | null;
  /** As typed: one address, or several. */
  readonly to: string;
  readonly restaurant: string;
  readonly test: TestState;
  readonly sent: SentTest | null;
}

export const freshDraft: MailDraft = {
  targetId: null,
  page: 'sender',
  from: '',
  recognition: null,
  recognisedFor: '',
  own: null,
  password: '',
  way: null,
  signedIn: null,
  stored: null,
  to: '',
  restaurant: '',
  test: { state: 'none' },
  sent: null,
};

/** What falls with the mailbox; who gets the mails stays. */
export const otherMailbox = { from: '', own: null, password: '', signedIn: null, way: null } as const;

export const useMailDraft = create<MailDraft>(() => freshDraft);

export function answer(change: Partial<MailDraft>): void {
  useMailDraft.setState(change);
}

/** The draft of this Pi, with what the Pi knows already where nobody has typed anything yet. A code that has run out is not waited for. */
export function draftFor(draft: MailDraft, targetId: string, view: MailView, now: number): MailDraft {
  const mine = draft.targetId === targetId ? draft : { ...freshDraft, targetId };
  const begun = mine.from !== '' || mine.to !== '';
  const known = begun
    ? {}
    : {
        from: view.account?.from ?? '',
        to: view.rules.to.join(', '),
        restaurant: view.restaurant,
        own: view.account ? typedServer(view.account) : null,
      };
  const over = mine.page === 'code' && Date.parse(mine.sent?.codeUntil ?? '') < now;
  return { ...mine, ...known, stored: view.account, ...(over ? { page: 'receivers', sent: null } : {}) };
}

/**
 * What is kept when the wizard closes: no password, and a page that can do without it. A mail that is under way, and the code it brings, are waited
 * for all the same. What is proven is done.
 */
export function keptDraft(draft: MailDraft): MailDraft {
  if (draft.page === 'proven') return freshDraft;
  const needsIt = draft.page === 'receivers' && !hasSignIn({ ...draft, password: '' });
  return { ...draft, password: '', ...(needsIt ? { page: 'sign-in' } : {}) };
}

/** The recognition, if it is that of the address as it stands now. */
export function recognitionOf(
  draft: Pick<MailDraft, 'from' | 'recognition' | 'recognisedFor'>,
): MailRecognition | null {
  return draft.recognisedFor === draft.from.trim() ? draft.recognition : null;
}

/** The sign-in by the browser, if it is that of the address as it stands now and no password was typed instead. */
export function signedInFor({ signedIn, from, password }: MailDraft): MailDraft['signedIn'] {
  return signedIn?.address === from.trim() && password === '' ? signedIn : null;
}

/** Is it the mailbox that the Pi uses already, with the sign-in that it has? */
export function usesStored(draft: MailDraft): boolean {
  const { stored, from, password } = draft;
  return stored !== null && password === '' && signedInFor(draft) === null && stored.from === from.trim();
}

/** Is there anything by which the Pi can sign in? */
export function hasSignIn(draft: MailDraft): boolean {
  return draft.password !== '' || signedInFor(draft) !== null || usesStored(draft);
}

/** Addresses as people write several: one a line, or with commas, semicolons or spaces between them. Each once. */
export function addressesOf(typed: string): readonly string[] {
  const parts = typed.split(/[\s,;]+/).filter((part) => part !== '');
  return [...new Map(parts.map((part) => [part.toLowerCase(), part])).values()];
}

/** What is wrong with them; null if they will do. `none` is told only where one is needed. */
export function problemOfAddresses(typed: string): 'none' | 'many' | { readonly wrong: string } | null {
  const addresses = addressesOf(typed);
  if (addresses.length === 0) return 'none';
  if (addresses.length > mostRecipients) return 'many';
  const wrong = addresses.find((address) => !mailAddressSchema.safeParse(address).success);
  return wrong === undefined ? null : { wrong };
}

export type MailWishRequest = RequestOf<'mail.test'>['wish'];

/** What the Pi is to try; null while an answer is missing. */
export function wishOf(draft: MailDraft, language: 'de' | 'en'): MailWishRequest | null {
  const to = addressesOf(draft.to);
  if (problemOfAddresses(draft.to) !== null) return null;
  const rest = { to: [...to], restaurant: draft.restaurant.trim(), language };
  const from = draft.from.trim();
  if (usesStored(draft) && draft.stored && !changesServer(draft)) {
    return { account: { ...draft.stored, password: null }, ...rest };
  }
  const ways = waysOf(draft);
  const [first, ...alternatives] = ways;
  const recognition = recognitionOf(draft);
  if (!first || !hasSignIn(draft)) return null;
  const signInId = signedInFor(draft)?.id ?? null;
  const password = recognition ? secretOf(recognition.provider, draft.password) : draft.password;
  const secret = signInId !== null || password === '' ? null : password;
  return { account: { ...first, password: secret, signInId, from }, alternatives, ...rest };
}

/** Servers to try, the best first: what was typed, else what was found. */
function waysOf(draft: MailDraft): readonly MailServer[] {
  const recognition = recognitionOf(draft);
  if (recognition && recognition.provider.id !== 'custom') return recognition.servers;
  const own = draft.own ? serverOf(draft.own, draft.from.trim()) : null;
  if (own) return [own];
  return recognition?.servers ?? [];
}

/** Has somebody typed another server than the one at work? */
function changesServer({ own, stored, from }: MailDraft): boolean {
  if (!own || !stored) return false;
  const typed = serverOf(own, from.trim());
  return typed !== null && JSON.stringify(typed) !== JSON.stringify(serverOf(typedServer(stored), from.trim()));
}

export type Recognised = ResponseOf<'mail.recognise'>;
