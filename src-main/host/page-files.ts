import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { Language } from '../../src-shared/localized.ts';
import { securityHeaders } from './content-security.ts';

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Stands in index.html where the nonce of the page belongs: `<meta property="csp-nonce" nonce="__CSP_NONCE__">`. */
const noncePlace = '__CSP_NONCE__';
/** Where the page says its language. The window reads it there, and fetches the texts of that one alone. */
const htmlIn = (language: Language) => `<html lang="${language}"`;

export interface PageAnswer {
  readonly status: 200 | 404 | 405;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** The window's files by the exact path under which they are served. What is not in it does not exist. */
export type PageFiles = ReadonlyMap<string, { readonly mediaType: string; readonly body: Buffer }>;

/** Reads the built window into memory. A file of an unknown kind is left out; links are not followed. */
export function readPageFiles(folder: string): PageFiles {
  const files = new Map<string, { mediaType: string; body: Buffer }>();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const mediaType = mediaTypes[extname(entry.name)];
    if (!entry.isFile() || !mediaType) continue;
    const file = join(entry.parentPath, entry.name);
    files.set(`/${relative(folder, file).split(sep).join('/')}`, { mediaType, body: readFileSync(file) });
  }
  const index = files.get('/index.html');
  if (!index) throw new Error(`there is no index.html in ${folder}`);
  files.set('/', index);
  return files;
}

/** Answers one request for a page file. `path` is as it stands in the request, undecoded: `..` and escapes match nothing. */
export function answerPageRequest(files: PageFiles, method: string, path: string, language: Language): PageAnswer {
  const nonce = randomBytes(16).toString('base64url');
  const headers = securityHeaders(nonce);
  const text = (status: 404 | 405, body: string): PageAnswer => ({
    status,
    headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' },
    body: Buffer.from(body),
  });
  if (method !== 'GET' && method !== 'HEAD') return text(405, 'Only GET is answered here.\n');
  const file = files.get(path);
  if (!file) return text(404, 'There is nothing here.\n');
  const isPage = file.mediaType.startsWith('text/html');
  const page = () => file.body.toString('utf8').replaceAll(noncePlace, nonce).replace(htmlIn('de'), htmlIn(language));
  const body = isPage ? Buffer.from(page()) : file.body;
  return {
    status: 200,
    headers: { ...headers, 'content-type': file.mediaType },
    body: method === 'HEAD' ? Buffer.alloc(0) : body,
  };
}
