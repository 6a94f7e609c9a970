import { readFileSync } from 'node:fs';
import { type MailProvider, mailProvidersSchema } from '../../src-shared/mail/providers.ts';

/** Reads `resources/mail-providers.json`. @throws if it does not fit its schema: it is shipped with the app */
export function loadMailProviders(file: string): readonly MailProvider[] {
  return mailProvidersSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).providers;
}

/** Whose mail server a name is: `*.example.net` means every name below it and itself. */
export function providerOfMailServer(providers: readonly MailProvider[], name: string): MailProvider | undefined {
  const wanted = name.toLowerCase().replace(/\.$/, '');
  const fits = (pattern: string) =>
    pattern.startsWith('*.') ? wanted === pattern.slice(2) || wanted.endsWith(pattern.slice(1)) : wanted === pattern;
  // The longest pattern is the nearest: Outlook.com's servers lie below those of Microsoft 365.
  const found = providers.flatMap((provider) => provider.mx.filter(fits).map((pattern) => ({ provider, pattern })));
  return found.sort((one, other) => other.pattern.length - one.pattern.length)[0]?.provider;
}
