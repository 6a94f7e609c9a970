import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AuthContext, PublicKeyAuthContext } from 'ssh2';
import ssh2 from 'ssh2';

export interface LoginRules {
  readonly user: string;
  readonly password: string;
  /** Read anew at every login, as sshd does: a key that pairing adds counts at once. */
  readonly authorizedKeys: string;
}

/** Decides about one attempt to sign in, with password or public key; anything else is told what there is. */
export function decideLogin(context: AuthContext, rules: LoginRules): void {
  const known = sameText(context.username, rules.user);
  if (context.method === 'password' && known && sameText(context.password, rules.password)) context.accept();
  else if (context.method === 'publickey' && known && isAuthorized(context, rules.authorizedKeys)) context.accept();
  else context.reject(['password', 'publickey']);
}

function isAuthorized(context: PublicKeyAuthContext, file: string): boolean {
  for (const line of linesOf(file)) {
    const key = ssh2.utils.parseKey(keyPart(line));
    if (key instanceof Error || !key.getPublicSSH().equals(context.key.data)) continue;
    // without a signature the client only asks whether this key would do
    if (!context.signature || !context.blob) return true;
    return key.verify(context.blob, context.signature, context.hashAlgo) === true;
  }
  return false;
}

/** An authorized_keys line may begin with options; the key begins at its type. */
function keyPart(line: string): string {
  const start = line.search(/(?:^|\s)(?:ssh-(?:ed25519|rsa)|ecdsa-sha2-\S+)\s/);
  return start < 0 ? line : line.slice(start).trim();
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  } catch {
    return [];
  }
}

function sameText(given: string, wanted: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(wanted));
}
