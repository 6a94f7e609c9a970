import ssh2 from 'ssh2';

/** A fresh ed25519 key in OpenSSH's form. The comment says on the target whose it is. */
export function makeKeyPair(comment: string): { privateKey: string; publicKey: string } {
  const { private: privateKey, public: publicKey } = ssh2.utils.generateKeyPairSync('ed25519', { comment });
  return { privateKey, publicKey: publicKey.trim() };
}
