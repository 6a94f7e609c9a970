import type { Language } from '../../src-shared/localized.ts';
import { answerPageRequest, type PageFiles } from '../host/page-files.ts';
import { isOwnPage, pageAddress } from './own-page.ts';

/** Answers a request of the scheme `app:` from the manifest of page files. */
export function answerPageProtocol(
  files: PageFiles,
  request: { method: string; url: string },
  language: Language,
): Response {
  // The path as it stands: the URL parser would resolve `..` and escapes, and the manifest knows neither.
  const path = isOwnPage(request.url) ? request.url.slice(pageAddress.length - 1) : '/not-ours';
  const { status, headers, body } = answerPageRequest(files, request.method, path, language);
  return new Response(new Uint8Array(body), { status, headers });
}
