import { refuse } from '../../src-shared/contract/errors.ts';
import type { SignInClient } from '../../src-shared/contract/mail-sign-in.ts';
import { changesBetween, packChanges } from '../../src-shared/history/setting-change.ts';
import type { MailIssuer } from '../../src-shared/mail/issuers.ts';
import type { Implementation } from '../contract/implementation.ts';
import { signInByBrowser } from '../mail-sign-in/by-browser.ts';
import { signInByCode } from '../mail-sign-in/by-code.ts';
import type { KeptGrants } from '../mail-sign-in/grants.ts';
import { issuerOf, loadMailIssuers } from '../mail-sign-in/load-issuers.ts';
import { oneAtATime } from '../mail-sign-in/one-at-a-time.ts';
import { personHere } from './person.ts';
import type { CallSurroundings } from './surroundings.ts';

type SignInCalls = Pick<Implementation, 'mail.signIn' | 'mail.signInClients' | 'mail.setSignInClient'>;

/** Long enough to look for a password and to take the telephone for the second step. */
const signInMilliseconds = 10 * 60_000;

const secretName = ({ id }: Pick<MailIssuer, 'id'>) => `mail-client-secret.${id}`;

/** Signing in to a mailbox by the browser; `kept` is where what was granted waits for its wish. */
export function mailSignInCalls(
  { panel, vault, redaction, mailSignIn, log }: CallSurroundings,
  kept: KeptGrants,
): SignInCalls {
  const alone = oneAtATime();
  const issuers = () => loadMailIssuers(mailSignIn.issuersFile);

  const describe = async (issuer: MailIssuer): Promise<SignInClient> => ({
    issuer: issuer.id,
    name: issuer.name,
    clientId: panel.signInClients.read(issuer.id),
    wantsSecret: issuer.clientSecret,
    hasSecret: (await vault.read(secretName(issuer)).catch(() => null)) !== null,
    registrationPage: issuer.registrationPage,
    providers: issuer.providers,
    offersCode: issuer.deviceUrl !== null,
  });
  const programOf = async (issuer: MailIssuer) => {
    const clientId = panel.signInClients.read(issuer.id);
    const clientSecret = issuer.clientSecret ? ((await vault.read(secretName(issuer)).catch(() => null)) ?? '') : '';
    if (clientId === '' || (issuer.clientSecret && clientSecret === ''))
      throw refuse('mail-sign-in.no-client', { issuer: issuer.name });
    redaction.hide(clientSecret);
    return { issuer, clientId, clientSecret, line: mailSignIn.line };
  };
  const opened = async (url: string) => (await mailSignIn.openAddress?.(url).catch(() => false)) ?? false;

  return {
    'mail.signIn': async ({ provider, address, way }, { emit, signal: closed }) => {
      const issuer = issuerOf(issuers(), provider);
      const program = await programOf(issuer);
      const { language } = panel.preferences.read();
      const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
      const milliseconds = mailSignIn.milliseconds ?? signInMilliseconds;
      const grant = await alone(milliseconds, closed, (signal) =>
        way === 'code'
          ? signInByCode(
              program,
              address,
              ({ code, url, seconds }) => {
                void opened(url);
                emit({ kind: 'code', code, url, until: inSeconds(seconds) });
              },
              signal,
            )
          : signInByBrowser(
              program,
              { address, language },
              (url) => {
                const until = inSeconds(milliseconds / 1000);
                void opened(url).then((isOpened) => emit({ kind: 'open', url, until, opened: isOpened }));
              },
              signal,
            ),
      );
      for (const secret of [grant.refreshToken, grant.access?.token]) redaction.hide(secret);
      emit({ kind: 'signed-in', signInId: kept.keep(grant), address });
    },

    'mail.signInClients': () => Promise.all(issuers().map(describe)),

    'mail.setSignInClient': async ({ issuer: id, clientId, clientSecret }) => {
      const issuer = issuers().find((one) => one.id === id);
      if (!issuer) throw refuse('mail-sign-in.not-offered', { provider: id });
      if (clientSecret === '') await vault.remove(secretName(issuer));
      else if (clientSecret !== null) await vault.write(secretName(issuer), clientSecret);
      redaction.hide(clientSecret ?? undefined);
      const before = panel.signInClients.read(id);
      panel.signInClients.write(id, clientId);
      const changes = [
        ...changesBetween({ [id]: before }, { [id]: clientId }),
        ...(clientSecret === null ? [] : [{ key: `${id}.secret`, secret: true, from: null, to: null }]),
      ];
      const data = { issuer: issuer.name, changes: packChanges(changes) };
      panel.audit.add({ action: 'mail-changed', targetId: '', person: personHere('').name, data });
      log.info(`client id for ${id} ${clientId === '' ? 'removed' : 'set'} by ${personHere('').name}`);
      return Promise.all(issuers().map(describe));
    },
  };
}
