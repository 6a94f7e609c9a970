import { createHash } from 'node:crypto';

/** `SHA256:` and unpadded base64 of the key's hash, as `ssh-keygen -lf` shows it. */
export function fingerprintOf(hostKey: Buffer): string {
  return `SHA256:${createHash('sha256').update(hostKey).digest('base64').replace(/=+$/, '')}`;
}

/** The name that a public key begins with (RFC 4253, 6.6): a length of four bytes and that many characters. */
export function keyTypeOf(hostKey: Buffer): string {
  const length = hostKey.length >= 4 ? hostKey.readUInt32BE(0) : 0;
  return length > 0 && length <= 64 ? hostKey.subarray(4, 4 + length).toString('latin1') : 'unknown';
}
