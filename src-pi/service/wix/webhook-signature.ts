import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';

/** Is this text a word of the shop? The answer says why not, for the log and for who sets it up. */
export type SignatureCheck = (token: unknown) => 'genuine' | 'no-key' | 'not-a-token' | 'wrong-signature' | 'too-old';

/** A restaurant's Pi may have a wrong clock; a word that is replayed only makes us look once more. */
const longestAgeSeconds = 2 * 24 * 60 * 60;
const mostCharacters = 200_000;
const headerSchema = z.looseObject({ alg: z.literal('RS256') });
const claimsSchema = z.looseObject({ iat: z.number().optional(), exp: z.number().optional() });

/**
 * Wix signs what it sends as a JSON Web Token with RS256 (RFC 7515, RFC 7518 3.3). `key` is the public key of the app, as PEM or as the base64 of
 * the PEM in one line. Throws for a key that is none.
 */
export function signatureCheck(key: string, now: () => Date): SignatureCheck {
  if (key.trim() === '') return () => 'no-key';
  const publicKey = readKey(key);
  return (token) => {
    const parts = typeof token === 'string' && token.length <= mostCharacters ? token.trim().split('.') : [];
    const [head, claims, signature] = parts;
    if (parts.length !== 3 || !head || !claims || !signature) return 'not-a-token';
    const header = headerSchema.safeParse(decoded(head));
    const body = claimsSchema.safeParse(decoded(claims));
    if (!header.success || !body.success) return 'not-a-token';
    const signed = Buffer.from(`${head}.${claims}`);
    if (!verify('RSA-SHA256', signed, publicKey, Buffer.from(signature, 'base64url'))) return 'wrong-signature';
    const present = now().getTime() / 1000;
    const { exp = present, iat = present } = body.data;
    return present - exp > longestAgeSeconds || Math.abs(present - iat) > longestAgeSeconds ? 'too-old' : 'genuine';
  };
}

function readKey(key: string): KeyObject {
  const pem = key.includes('-----BEGIN') ? key.replaceAll('\\n', '\n') : Buffer.from(key, 'base64').toString('utf8');
  const publicKey = createPublicKey(pem);
  if (publicKey.asymmetricKeyType !== 'rsa') throw new TypeError('not an RSA key');
  return publicKey;
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
