import type { SignInClient } from '../../../src-shared/contract/mail-sign-in.ts';
import type { SignIn } from '../../../src-shared/mail/providers.ts';
import type { MailRecognition } from '../../../src-shared/mail/recognition.ts';

type Provider = Pick<MailRecognition['provider'], 'id' | 'signIn' | 'status'>;
export type SignInWay = SignIn;

/** Who signs people in by the browser at this provider; null where nobody does. */
export function clientOf(provider: Pick<Provider, 'id'>, clients: readonly SignInClient[]): SignInClient | null {
  return clients.find(({ providers }) => providers.includes(provider.id)) ?? null;
}

/** Can somebody sign in there by the browser? Not before Bonwart is registered with whoever signs people in. */
function browserWorks(client: SignInClient | null): boolean {
  return client !== null && client.clientId !== '' && (!client.wantsSecret || client.hasSecret);
}

/** The ways to sign in there that work today, the best first. A password is never asked for where it is of no use. One kind of password is enough. */
export function signInWays({ signIn, status }: Provider, client: SignInClient | null): readonly SignInWay[] {
  const [password] = status === 'no-password' ? [] : signIn.filter((way) => way !== 'oauth');
  return signIn.filter((way) => (way === 'oauth' ? browserWorks(client) : way === password));
}

/** The password as the mailbox wants it: app passwords are shown in groups, whose spaces do not belong to them. */
export function secretOf({ signIn }: Pick<Provider, 'signIn'>, typed: string): string {
  const kind = signIn.find((way) => way !== 'oauth');
  return kind === 'app-password' ? typed.replace(/\s/g, '') : typed;
}
