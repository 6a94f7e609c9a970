import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { z } from 'zod';

/** The header `Date` of an answer. */
interface Dated {
  readonly date?: string | undefined;
}

/** One answer of the shop, told apart by what has to be done next. */
export type SearchResult =
  | ({ readonly kind: 'page'; readonly orders: readonly unknown[]; readonly cursor: string | null } & Dated)
  /** 401 or 403: the key, the site or the permission is wrong. Asking more often does not help. */
  | ({ readonly kind: 'refused'; readonly detail: string } & Dated)
  /** 429: not before `retryAfterMilliseconds`. */
  | ({ readonly kind: 'too-many'; readonly retryAfterMilliseconds: number } & Dated)
  /** The shop answers, but with an error. */
  | ({ readonly kind: 'failing'; readonly detail: string } & Dated)
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
/** A line that does not come up in this time is tried anew: the system would wait for minutes. */
const connectMilliseconds = 3000;
const mostBytes = 32 * 1024 * 1024;

/** The shop's orders API. The key goes into a header and nowhere else. */
export function wixClient(access: { baseUrl: string; apiKey: string; siteId: string }): WixClient {
  const url = new URL('/ecom/v1/orders/search', access.baseUrl);
  const secure = url.protocol === 'https:';
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const headers = { authorization: access.apiKey, 'wix-site-id': access.siteId, 'content-type': 'application/json' };

  const post = (body: string) =>
    new Promise<Answer>((resolve, reject) => {
      const options = { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } };
      const request = secure ? httpsRequest(url, options) : httpRequest(url, options);
      const timer = setTimeout(() => request.destroy(new Error('no answer in time')), answerMilliseconds);
      const connecting = setTimeout(() => request.destroy(new Error('cannot be reached')), connectMilliseconds);
      request.on('socket', (socket) => {
        if (socket.connecting) socket.once(secure ? 'secureConnect' : 'connect', () => clearTimeout(connecting));
        else clearTimeout(connecting);
      });
      request.on('close', () => clearTimeout(connecting));
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
          const { date, 'retry-after': retryAfter } = response.headers;
          resolve({ status: response.statusCode ?? 0, retryAfter, date, text });
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

interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly date: string | undefined;
  readonly text: string;
}

function readAnswer(answer: Answer): SearchResult {
  const { date, status } = answer;
  if (status === 401 || status === 403) return { kind: 'refused', detail: `HTTP ${status}`, date };
  if (status === 429) return { kind: 'too-many', retryAfterMilliseconds: retryAfter(answer), date };
  if (status !== 200) return { kind: 'failing', detail: `HTTP ${status}`, date };
  let json: unknown;
  try {
    json = JSON.parse(answer.text);
  } catch {
    return { kind: 'failing', detail: 'the answer is no JSON', date };
  }
  const parsed = searchAnswerSchema.safeParse(json);
  if (!parsed.success) return { kind: 'failing', detail: 'the answer is not as documented', date };
  const { orders, metadata } = parsed.data;
  const next = metadata?.cursors?.next ?? null;
  return { kind: 'page', orders: orders ?? [], cursor: metadata?.hasNext === false ? null : next, date };
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3), measured by the shop's own clock; without it ten seconds, never more than an hour. */
function retryAfter({ retryAfter: header, date }: Answer): number {
  if (header === undefined) return 10_000;
  const sent = date === undefined ? Number.NaN : Date.parse(date);
  const present = Number.isFinite(sent) ? sent : Date.now();
  const seconds = /^\d+(\.\d+)?$/.test(header) ? Number(header) : (Date.parse(header) - present) / 1000;
  return Math.min(Math.max(Number.isFinite(seconds) ? seconds * 1000 : 10_000, 0), 3_600_000);
}
