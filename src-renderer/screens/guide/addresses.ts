import { mailAddressSchema, mostRecipients } from '../../../src-shared/mail/schema.ts';

/** What was typed as addresses: all of them, and what is wrong with it. */
export interface TypedAddresses {
  readonly to: readonly string[];
  readonly wrong: string | null;
  readonly tooMany: boolean;
}

/** Addresses as people type them: parted by comma, semicolon, space or line, each once. */
export function addressesIn(typed: string): TypedAddresses {
  const to = [...new Set(typed.split(/[\s,;]+/).filter((address) => address !== ''))];
  const wrong = to.find((address) => !mailAddressSchema.safeParse(address).success) ?? null;
  return { to, wrong, tooMany: to.length > mostRecipients };
}
