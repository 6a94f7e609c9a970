import { createHash, randomBytes } from 'node:crypto';

/** 256 bits that nobody can guess, as they may stand in an address. */
export function randomWord(): string {
  return randomBytes(32).toString('base64url');
}

/** A verifier that stays here and its S256 challenge, which is shown (RFC 7636 §4): who only sees the answer pass by cannot use it. */
export function proofKey(): { readonly verifier: string; readonly challenge: string } {
  const verifier = randomWord();
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}
