/**
 * Where secrets are kept on this PC: the private keys of paired targets. Names are plain identifiers, never secret.
 * `session` keeps them in memory until the app closes, because this computer has no safe that deserves the name.
 */
export interface Vault {
  readonly kind: 'system' | 'session';
  write(name: string, secret: string): Promise<void>;
  /** Null if there is no such secret. Throws `vault.cannot-decrypt` if there is one that cannot be opened any more. */
  read(name: string): Promise<string | null>;
  remove(name: string): Promise<void>;
}

/** Keeps secrets in memory only. */
export function createSessionVault(): Vault {
  const secrets = new Map<string, string>();
  return {
    kind: 'session',
    write: async (name, secret) => {
      secrets.set(name, secret);
    },
    read: async (name) => secrets.get(name) ?? null,
    remove: async (name) => {
      secrets.delete(name);
    },
  };
}
