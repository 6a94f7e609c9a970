import ssh2 from 'ssh2';

interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

/** ssh2 writes one key in two hundred so that nobody can read it; five such in a row do not happen. */
const mostTries = 20;

/**
 * A fresh ed25519 key in OpenSSH's form, read back before it is given out. The comment says on the target whose it is.
 * `generate` makes the keys; a test brings one that fails.
 */
export function makeKeyPair(comment: string, generate: (comment: string) => KeyPair = generateKeyPair): KeyPair {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const pair = generate(comment);
    if (canBeRead(pair)) return pair;
  }
  throw new Error(`${mostTries} keys in a row could not be read back`);
}

function generateKeyPair(comment: string): KeyPair {
  const { private: privateKey, public: publicKey } = ssh2.utils.generateKeyPairSync('ed25519', { comment });
  return { privateKey, publicKey: publicKey.trim() };
}

function canBeRead({ privateKey, publicKey }: KeyPair): boolean {
  const [read, told] = [ssh2.utils.parseKey(privateKey), ssh2.utils.parseKey(publicKey)];
  return !(read instanceof Error) && !(told instanceof Error) && read.getPublicSSH().equals(told.getPublicSSH());
}
