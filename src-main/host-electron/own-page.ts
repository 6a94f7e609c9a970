/** The scheme and host under which the window's page lives; registered as standard and secure. */
export const pageScheme = 'app';
export const pageHost = 'bonwart';
export const pageAddress = `${pageScheme}://${pageHost}/`;

/** Is this address part of our own page? Parsed, never compared by its beginning: `app://bonwart.evil/` is not. */
export function isOwnPage(address: string): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  return (
    url.protocol === `${pageScheme}:` &&
    url.host === pageHost &&
    url.username === '' &&
    url.password === '' &&
    !address.includes('\\')
  );
}
