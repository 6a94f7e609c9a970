import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** 32 MB and about a tenth of a second on a weak PC: nothing for one person, much for somebody who tries them all. */
const cost = { n: 2 ** 15, r: 8, p: 1 } as const;
const hashBytes = 32;
const saltBytes = 16;

const hex = z.string().regex(/^[0-9a-f]+$/);
const storedPinSchema = z.object({
  algorithm: z.literal('scrypt'),
  n: z.number().int().min(2),
  r: z.number().int().min(1),
  p: z.number().int().min(1),
  salt: hex,
  hash: hex,
});

/** A PIN as it is stored: its hash, with all that it takes to make it again. */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const hash = await derive(pin, salt, hashBytes, cost);
  return JSON.stringify({ algorithm: 'scrypt', ...cost, salt: salt.toString('hex'), hash: hash.toString('hex') });
}

/** Whether it is the stored PIN. Compares without telling by its duration how much was right. @throws if what is stored is none */
export async function isStoredPin(pin: string, stored: string): Promise<boolean> {
  const { n, r, p, salt, hash } = storedPinSchema.parse(JSON.parse(stored));
  const expected = Buffer.from(hash, 'hex');
  return timingSafeEqual(await derive(pin, Buffer.from(salt, 'hex'), expected.length, { n, r, p }), expected);
}

function derive(pin: string, salt: Buffer, length: number, { n, r, p }: { n: number; r: number; p: number }) {
  const options: ScryptOptions = { N: n, r, p, maxmem: 256 * n * r };
  return new Promise<Buffer>((resolve, reject) => {
    scrypt(pin, salt, length, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
