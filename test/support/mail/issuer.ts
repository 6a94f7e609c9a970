import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Certificate } from './certificates.ts';

/** How the issuer behaves; each can be changed while it runs. */
export interface IssuerSwitches {
  /** What the sign-in page sends the browser back with. */
  page: 'good' | 'wrong-state' | 'denied' | 'admin' | 'no-code';
  /** What `/token` and `/device` do. */
  line: 'good' | 'silent' | 'error-500' | 'no-json' | 'empty-json';
  account: string;
  /** Null: no ID token, no refresh token. */
  tellsAccount: boolean;
  givesRefreshToken: boolean;
  /** A new refresh token with each exchange; the one before is good once more, as RFC 9700 §4.14.2 allows for lost answers. */
  rotates: boolean;
  /** The answer to an exchange instead of a token. */
  refuses: { error: string; error_description?: string } | null;
  accessSeconds: number;
  /** Answers to polling with a device code before it is done. */
  pending: string[];
}

export interface Issuer {
  readonly url: string;
  readonly switches: IssuerSwitches;
  /** Every form that came to `/token`. */
  readonly exchanges: readonly URLSearchParams[];
  /** Every token that was given out: none may be found anywhere. */
  readonly secrets: readonly string[];
  takesToken(token: string): boolean;
  /** What was given out so far is worth nothing; a refresh token still brings a new one. */
  endAccess(): void;
  /** A refresh token that is good, without signing in. */
  grant(): string;
  refreshTokens(): readonly string[];
  /** Writes a `mail-sign-in.json` whose providers are all this one. */
  describeIn(folder: string): string;
  stop(): Promise<void>;
}

const clientId = 'bonwart-test-client';
export const testClientId = clientId;

/** A provider's sign-in (OAuth 2.0 with PKCE, refresh tokens and device codes) over HTTPS on the loopback. It checks what it is told. */
export async function startIssuer(certificate: Certificate, given: Partial<IssuerSwitches> = {}): Promise<Issuer> {
  const switches: IssuerSwitches = {
    page: 'good',
    line: 'good',
    account: 'rosa@example.de',
    tellsAccount: true,
    givesRefreshToken: true,
    rotates: false,
    refuses: null,
    accessSeconds: 3600,
    pending: [],
    ...given,
  };
  const codes = new Map<string, { challenge: string; redirectUri: string }>();
  const exchanges: URLSearchParams[] = [];
  const secrets: string[] = [];
  let refreshTokens: string[] = [];
  let access: string[] = [];
  const secret = (kind: string) => {
    const made = `${kind}.${randomBytes(24).toString('base64url')}`;
    secrets.push(made);
    return made;
  };
  const newRefreshToken = () => {
    const made = secret('refresh');
    refreshTokens = [...refreshTokens, made].slice(-2);
    return made;
  };

  const tokens = (refreshToken: string | null) => {
    const token = secret('access');
    access.push(token);
    const claims = Buffer.from(JSON.stringify({ preferred_username: switches.account })).toString('base64url');
    return {
      token_type: 'Bearer',
      access_token: token,
      expires_in: switches.accessSeconds,
      ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
      ...(switches.tellsAccount ? { id_token: `e30.${claims}.e30` } : {}),
    };
  };

  const authorize = (asked: URLSearchParams): string | null => {
    const redirectUri = asked.get('redirect_uri') ?? '';
    const challenge = asked.get('code_challenge') ?? '';
    const isGood =
      asked.get('response_type') === 'code' &&
      asked.get('client_id') === clientId &&
      asked.get('code_challenge_method') === 'S256' &&
      /^[\w-]{43}$/.test(challenge) &&
      /^http:\/\/(127\.0\.0\.1|localhost):\d+\//.test(redirectUri) &&
      (asked.get('state')?.length ?? 0) >= 32;
    if (!isGood) return null;
    const back = new URL(redirectUri);
    back.searchParams.set('state', switches.page === 'wrong-state' ? 'of-another' : (asked.get('state') ?? ''));
    if (switches.page === 'denied') back.searchParams.set('error', 'access_denied');
    else if (switches.page === 'admin') {
      back.searchParams.set('error', 'consent_required');
      back.searchParams.set('error_description', 'AADSTS65001: The user or administrator has not consented');
    } else if (switches.page !== 'no-code') {
      const code = secret('code');
      codes.set(code, { challenge, redirectUri });
      back.searchParams.set('code', code);
    }
    return back.href;
  };

  const exchange = (form: URLSearchParams): { status: number; json: object } => {
    const refused = (error: string, error_description = '') => ({ status: 400, json: { error, error_description } });
    if (form.get('client_id') !== clientId) return refused('invalid_client');
    if (switches.refuses) return { status: 400, json: switches.refuses };
    switch (form.get('grant_type')) {
      case 'authorization_code': {
        const code = form.get('code') ?? '';
        const known = codes.get(code);
        codes.delete(code);
        const challenge = createHash('sha256')
          .update(form.get('code_verifier') ?? '')
          .digest('base64url');
        if (!known || known.challenge !== challenge || known.redirectUri !== form.get('redirect_uri'))
          return refused('invalid_grant', 'the code or its proof is wrong');
        return { status: 200, json: tokens(switches.givesRefreshToken ? newRefreshToken() : null) };
      }
      case 'refresh_token': {
        const before = form.get('refresh_token') ?? '';
        if (!refreshTokens.includes(before)) return refused('invalid_grant', 'AADSTS700082: expired or revoked');
        return { status: 200, json: tokens(switches.rotates ? newRefreshToken() : null) };
      }
      case 'urn:ietf:params:oauth:grant-type:device_code': {
        const error = switches.pending.shift();
        return error ? refused(error) : { status: 200, json: tokens(newRefreshToken()) };
      }
      default:
        return refused('unsupported_grant_type');
    }
  };

  const server = createServer(certificate, async (request, response) => {
    const url = new URL(request.url ?? '/', 'https://localhost');
    if (request.method === 'GET' && url.pathname === '/authorize') {
      const location = authorize(url.searchParams);
      return response.writeHead(location ? 302 : 400, location ? { location } : {}).end();
    }
    let body = '';
    for await (const part of request.setEncoding('utf8')) body += part;
    const form = new URLSearchParams(body);
    if (url.pathname === '/token') exchanges.push(form);
    if (switches.line === 'silent') return;
    if (switches.line === 'error-500') return response.writeHead(500).end('{"error":"server_error"}');
    if (switches.line === 'no-json') return response.writeHead(200).end('<html>captive portal</html>');
    if (switches.line === 'empty-json') return response.writeHead(200).end('{}');
    if (url.pathname === '/device') {
      const device = { device_code: secret('device'), user_code: 'BCDF-GHJK', interval: 1, expires_in: 60 };
      return response.writeHead(200).end(JSON.stringify({ ...device, verification_uri: 'https://localhost/enter' }));
    }
    const { status, json } = exchange(form);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `https://localhost:${(server.address() as AddressInfo).port}`;
  return {
    url,
    switches,
    exchanges,
    secrets,
    takesToken: (token) => access.includes(token),
    endAccess: () => {
      access = [];
    },
    grant: newRefreshToken,
    refreshTokens: () => refreshTokens,
    describeIn: (folder) => describeIn(folder, url),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function describeIn(folder: string, url: string): string {
  const shipped = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../resources/mail-sign-in.json'), 'utf8'),
  ) as {
    issuers: { deviceUrl: string | null }[];
  };
  const issuers = shipped.issuers.map((issuer) => ({
    ...issuer,
    authorizeUrl: `${url}/authorize`,
    tokenUrl: `${url}/token`,
    deviceUrl: issuer.deviceUrl && `${url}/device`,
  }));
  const file = join(folder, 'mail-sign-in.json');
  writeFileSync(file, JSON.stringify({ issuers }));
  return file;
}
