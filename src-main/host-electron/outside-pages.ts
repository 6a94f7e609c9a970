import { join } from 'node:path';
import { loadMailProviders } from '../mail-providers/load.ts';
import { loadMailIssuers } from '../mail-sign-in/load-issuers.ts';

/**
 * Whether a page of others may be opened in the person's browser: those that the shipped data of the mail providers name, and no other,
 * whatever a page that went wrong asks for. Only a provider's sign-in page bears a question of ours.
 */
export function outsidePages(projectFolder: string): (url: string) => boolean {
  const resources = join(projectFolder, 'resources');
  const providers = loadMailProviders(join(resources, 'mail-providers.json'));
  const issuers = loadMailIssuers(join(resources, 'mail-sign-in.json'));
  const pages = [
    ...providers.map(({ passwordPage }) => passwordPage),
    ...issuers.flatMap(({ registrationPage, devicePages }) => [registrationPage, ...devicePages]),
  ];
  // As a browser writes them: the window hands over what it made of a link.
  const known = new Set(pages.flatMap((page) => (page === null ? [] : [new URL(page).href])));
  const signIns = new Set(issuers.map(({ authorizeUrl }) => new URL(authorizeUrl).href));
  return (url) => known.has(url) || signIns.has(withoutQuestion(url));
}

function withoutQuestion(url: string): string {
  const address = URL.parse(url);
  // Written otherwise than a browser writes it, it is not what it seems to be.
  if (address?.href !== url || address.username !== '' || address.hash !== '') return '';
  address.search = '';
  return address.href;
}
