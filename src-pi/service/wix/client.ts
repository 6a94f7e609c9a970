import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { z } from 'zod';

/** One answer of the shop, told apart by what has to be done next. */
export type SearchResult =
  | { readonly kind: 'page'; readonly orders: readonly unknown[]; readonly cursor: string | null }
  /** 401 or 403: the key, the site or the permission is wrong. Asking more often does not help. */
  | { readonly kind: 'refused'; readonly detail: string }
  /** 429: not before `retryAfterMilliseconds`. */
  | { readonly kind: 'too-many'; readonly retryAfterMilliseconds: number }
  /** The shop answers, but with an error. */
  | { readonly kind: 'failing'; readonly detail: string }
  /** No answer at all. */
  | { readonly kind: 'unreachable'; readonly detail: string };

export interface WixClient {
  /** A page of orders, oldest change first: from an instant on, or where a cursor left off. Never rejects. */
  search(from: { updatedSince: string } | { cursor: string }): Promise<SearchResult>;
  close(): void;
}

const searchAnswerSchema = z.looseObject({
  orders: z.array(z.unknown()).nullish(),
  metadata: z
    .looseObject({ cursors: z.looseObject({ next: z.string().nullish() }).nullish(), hasNext: z.boolean().nullish() })
    .nullish(),
});

const pageSize = 100;
const answerMilliseconds = 10_000;
const mostBytes = 32 * 1024 * 1024;

/** The shop's orders API. The key goes into a header and nowhere else. */
export function wixClient(access: { baseUrl: string; apiKey: string; siteId: string }): WixClient {
  const url = new URL('/ecom/v1/orders/search', access.baseUrl);
  const secure = url.protocol === 'https:';
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const headers = { authorization: access.apiKey, 'wix-site-id': access.siteId, 'content-type': 'application/json' };

  const post = (body: string) =>
    new Promise<{ status: number; retryAfter: string | undefined; text: string }>((resolve, reject) => {
      const options = { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } };
      const request = secure ? httpsRequest(url, options) : httpRequest(url, options);
      const timer = setTimeout(() => request.destroy(new Error('no answer in time')), answerMilliseconds);
      request.on('error', (error) => {
        clearTimeout(timer);
        reject(error);
      });
      request.on('response', (response) => {
        const parts: Buffer[] = [];
        let bytes = 0;
        response.on('data', (part: Buffer) => {
          bytes += part.length;
          if (bytes > mostBytes) request.destroy(new Error('the answer is too large'));
          else parts.push(part);
        });
        response.on('error', reject);
        response.on('end', () => {
          clearTimeout(timer);
          const text = Buffer.concat(parts).toString('utf8');
          resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], text });
        });
      });
      request.end(body);
    });

  return {
    async search(from) {
      if (!access.apiKey || !access.siteId) return { kind: 'refused', detail: 'WIX_API_KEY or WIX_SITE_ID is not set' };
      const search =
        'cursor' in from
          ? { cursorPaging: { limit: pageSize, cursor: from.cursor } }
          : {
              filter: { updatedDate: { $gte: from.updatedSince } },
              sort: [{ fieldName: 'updatedDate', order: 'ASC' }],
              cursorPaging: { limit: pageSize },
            };
      try {
        return readAnswer(await post(JSON.stringify({ search })));
      } catch (error) {
        return { kind: 'unreachable', detail: error instanceof Error ? error.message : String(error) };
      }
    },
    close: () => agent.destroy(),
  };
}

function readAnswer(answer: { status: number; retryAfter: string | undefined; text: string }): SearchResult {
  if (answer.status === 401 || answer.status === 403) return { kind: 'refused', detail: `HTTP ${answer.status}` };
  if (answer.status === 429) return { kind: 'too-many', retryAfterMilliseconds: retryAfter(answer.retryAfter) };
  if (answer.status !== 200) return { kind: 'failing', detail: `HTTP ${answer.status}` };
  let json: unknown;
  try {
    json = JSON.parse(answer.text);
  } catch {
    return { kind: 'failing', detail: 'the answer is no JSON' };
  }
  const parsed = searchAnswerSchema.safeParse(json);
  if (!parsed.success) return { kind: 'failing', detail: 'the answer is not as documented' };
  const { orders, metadata } = parsed.data;
  const next = metadata?.cursors?.next ?? null;
  return { kind: 'page', orders: orders ?? [], cursor: metadata?.hasNext === false ? null : next };
}

/** Seconds or an HTTP date; without it ten seconds, never more than an hour. */
function retryAfter(header: string | undefined): number {
  if (header === undefined) return 10_000;
  const seconds = /^\d+(\.\d+)?$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Math.min(Math.max(Number.isFinite(seconds) ? seconds * 1000 : 10_000, 0), 3_600_000);
}
