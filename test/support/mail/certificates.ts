import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}
export interface Authority {
  /** The authority's own certificate (PEM). */
  readonly cert: string;
  /** A certificate for a name, good from today on for so many days; a negative number is one that has expired. */
  issue(name: string, days?: number): Certificate;
  remove(): void;
}

/** An authority of the tests' own, made by OpenSSL. */
export function makeAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-authority-'));
  const file = (name: string) => join(folder, name);
  const openssl = (...words: string[]) =>
    execFileSync('openssl', words, { cwd: folder, stdio: 'ignore', timeout: 30_000 });
  const request = ['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl(...request, '-x509', '-days', '30', '-subj', '/CN=Test authority', '-keyout', 'ca.key', '-out', 'ca.pem');
  let issued = 0;
  return {
    cert: readFileSync(file('ca.pem'), 'utf8'),
    issue(name, days = 30) {
      issued += 1;
      const [key, asked, cert] = [`${issued}.key`, `${issued}.csr`, `${issued}.pem`];
      openssl(...request, '-subj', `/CN=${name}`, '-keyout', key, '-out', asked);
      writeFileSync(file('names'), `subjectAltName=DNS:${name}\n`);
      openssl(
        ...['x509', '-req', '-in', asked, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-out', cert],
        ...['-extfile', 'names', '-days', String(days)],
      );
      return { key: readFileSync(file(key), 'utf8'), cert: readFileSync(file(cert), 'utf8') };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
