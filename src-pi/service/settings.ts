import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { refuse } from '../../src-shared/contract/errors.ts';
import { serviceSettings } from '../../src-shared/service/changeable-settings.ts';

const text = (preset: string) => z.string().default(preset);
const whole = (preset: number, least: number, most: number) =>
  z.coerce.number().int().min(least).max(most).default(preset);
const amount = (preset: number, least: number, most: number) => z.coerce.number().min(least).max(most).default(preset);
/** A number that can be changed in the window: its preset and bounds stand where the window has them from. */
const changeable = (
  key: {
    [Key in keyof typeof serviceSettings]: (typeof serviceSettings)[Key]['kind'] extends 'choice' ? never : Key;
  }[keyof typeof serviceSettings],
) => {
  const { kind, preset, least, most } = serviceSettings[key];
  return (kind === 'whole' ? whole : amount)(preset, least, most);
};
/**
 * The keys of the older service, and below them ours. A key that is missing or empty has its preset. Keys that are not
 * listed belong to somebody else and are ignored; those of the mails are read by `mail/setup.ts`, which never keeps the service from starting.
 */
const settingsSchema = z.object({
  WIX_API_KEY: text(''),
  WIX_SITE_ID: text(''),
  WIX_API_BASE_URL: z.url({ protocol: /^https?$/ }).default('https://www.wixapis.com'),
  PRINTER_TYPE: text('epson'),
  PRINTER_INTERFACE: z.enum(['usb', 'network']).default('network'),
  PRINTER_USB_VENDOR_ID: text(''),
  PRINTER_USB_PRODUCT_ID: text(''),
  PRINTER_IP: text(''),
  PRINTER_PORT: whole(9100, 1, 65535),
  SERVICE_HOST: text('127.0.0.1'),
  SERVICE_PORT: whole(8000, 0, 65535),
  LOG_LEVEL: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['debug', 'info', 'warning', 'warn', 'error', 'critical']))
    .default('info'),
  /** 58 and 80 are millimetres of paper; any other number is characters in a line of the printer's font A. */
  RECEIPT_WIDTH: whole(80, 24, 80),
  RECOVERY_BATCH_SIZE: changeable('RECOVERY_BATCH_SIZE'),
  /** Seconds from the start of one batch of a station to the start of its next. */
  RECOVERY_BATCH_DELAY: changeable('RECOVERY_BATCH_DELAY'),
  /** Seconds that looking through a backlog may take. */
  RECOVERY_VALIDATION_TIMEOUT: changeable('RECOVERY_VALIDATION_TIMEOUT'),
  /** Minutes past its time after which a ticket of a backlog is not printed without a question. */
  RECOVERY_STALE_MINUTES: changeable('RECOVERY_STALE_MINUTES'),
  /** Off: nothing is measured, and nobody is told of a slow service. Orders, printers and mails are watched all the same. */
  MONITORING_ENABLED: text('true').transform((word) => !['false', '0', 'no', 'off'].includes(word.toLowerCase())),
  /** Seconds between two looks at the service's own memory, processor and disk, and at the queue. */
  MONITORING_PERFORMANCE_INTERVAL: amount(60, 0.1, 3600),
  RESOURCE_MEMORY_MB: changeable('RESOURCE_MEMORY_MB'),
  RESOURCE_CPU_PERCENT: changeable('RESOURCE_CPU_PERCENT'),
  RESOURCE_DISK_MB: changeable('RESOURCE_DISK_MB'),
  RESOURCE_TEMPERATURE_C: changeable('RESOURCE_TEMPERATURE_C'),
  /** What 95 of 100 answers of the API and questions to the database may take, and the first ticket of a backlog. */
  RESOURCE_ANSWER_MS: changeable('RESOURCE_ANSWER_MS'),
  RESOURCE_QUERY_MS: changeable('RESOURCE_QUERY_MS'),
  RESOURCE_RECOVERY_SECONDS: changeable('RESOURCE_RECOVERY_SECONDS'),
  RECOVERY_MAX_RETRIES: changeable('RECOVERY_MAX_RETRIES'),
  RESTAURANT_NAME: text(''),
  RESTAURANT_ADDRESS: text(''),
  RESTAURANT_PHONE: text(''),

  /** Callers from other machines must bring it. Needed as soon as SERVICE_HOST is not loopback. */
  SERVICE_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,200}$/, 'must be 16 to 200 printable characters without a space')
    .or(z.literal(''))
    .default(''),
  /** A second door, to the restaurant's network; empty or 0: none. Read by `api/lan-door.ts`, which never keeps the service from starting. */
  SERVICE_LAN_PORT: text(''),

  /** Seconds between two looks at the disk: its room, its reserve, and whether a backup is due. */
  STORAGE_CHECK_INTERVAL: amount(60, 0.05, 3600),

  /** Milliseconds between two looks at the shop. */
  WIX_POLL_INTERVAL_MS: whole(5000, 20, 600_000),
  /** Calls to the shop in a minute, all together. Wix allows a site 200; others want some of them too. */
  WIX_REQUESTS_PER_MINUTE: whole(20, 1, 100_000),
  /** Minutes between two looks at all orders of the last day. */
  WIX_RECONCILE_INTERVAL_MINUTES: changeable('WIX_RECONCILE_INTERVAL_MINUTES'),
  /** Public key (PEM, or its base64 in one line) with which Wix signs what it sends to `POST /webhook/orders`. */
  WIX_WEBHOOK_PUBLIC_KEY: text(''),
  /** Minutes before an order is due that its tickets are printed. */
  PREORDER_LEAD_MINUTES: changeable('PREORDER_LEAD_MINUTES'),
  /** Windows code page of the printer's fonts: 1254 has German, French and Turkish, 1252 is for printers without it. */
  PRINTER_CODE_PAGE: z.coerce
    .number()
    .pipe(z.union([z.literal(1254), z.literal(1252)]))
    .default(1254),
  /** Seconds that a printer gets to say that a ticket is out, after the last byte. */
  PRINTER_ACKNOWLEDGEMENT_TIMEOUT: changeable('PRINTER_ACKNOWLEDGEMENT_TIMEOUT'),
  /** Seconds that a network printer's address must be silent before the printer is looked for in the neighbourhood. */
  PRINTER_SEARCH_AFTER_SECONDS: amount(60, 1, 86_400),
  /** Seconds after which a station's tickets come out of its spare printer, if it has one and its own cannot print. */
  FAILOVER_AFTER_SECONDS: changeable('FAILOVER_AFTER_SECONDS'),
  /** A ticket of which nobody knows whether it is on paper: ask a person, or print again, marked as possibly double. */
  ON_UNKNOWN: z.enum(serviceSettings.ON_UNKNOWN.choices).default(serviceSettings.ON_UNKNOWN.preset),
  /** Seconds that the printer and people get to answer before the second ticket. */
  ON_UNKNOWN_SECONDS: changeable('ON_UNKNOWN_SECONDS'),
  /** Zone of the times on the ticket; without it the Pi's own. */
  TIME_ZONE: z
    .string()
    .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', 'is no time zone')
    .optional(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** The keys whose values are secrets: they appear in no log, no answer and no error. */
export const secretKeys = ['WIX_API_KEY', 'SMTP_PASSWORD', 'SERVICE_TOKEN'] as const;

/** Reads the settings file. A missing file is an empty one: everything has its preset. Throws `settings.invalid`. */
export function readSettings(path: string): Settings {
  let content = '';
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return parseSettings(content);
}

/** Parses the text of a `.env`. The error names the key and the rule, never the value, which may be a secret. */
export function parseSettings(content: string): Settings {
  const found = Object.fromEntries([...parseEnvironmentFile(content)].filter(([, value]) => value !== ''));
  const parsed = settingsSchema.safeParse(found);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw refuse('settings.invalid', { key: String(issue?.path[0] ?? ''), problem: issue?.message ?? 'is not valid' });
}

/**
 * `KEY=value` lines as python-dotenv reads them: `export` in front, single or double quotes, ` #` begins a comment outside
 * of quotes. The last line of a key counts.
 */
export function parseEnvironmentFile(content: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const line of content.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line);
    if (!match?.[1]) continue;
    values.set(match[1], unquote(match[2] ?? ''));
  }
  return values;
}

function unquote(value: string): string {
  const single = /^'([^']*)'\s*(?:#.*)?$/.exec(value);
  if (single) return single[1] ?? '';
  const double = /^"((?:[^"\\]|\\.)*)"\s*(?:#.*)?$/.exec(value);
  if (double) return (double[1] ?? '').replace(/\\(["\\$n])/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));
  return value.replace(/(^|\s+)#.*$/, '').trim();
}

/** Who the restaurant is, as its guests' tickets say it. */
export function identityOf(settings: Settings): { name: string; address: string; phone: string } {
  const { RESTAURANT_NAME: name, RESTAURANT_ADDRESS: address, RESTAURANT_PHONE: phone } = settings;
  return { name, address, phone };
}

/** What the width setting means on paper: characters in a line of font A, and the width of the paper in millimetres. */
export function paperOf(settings: Pick<Settings, 'RECEIPT_WIDTH'>): { columns: number; millimetres: 58 | 80 } {
  const width = settings.RECEIPT_WIDTH;
  if (width === 58) return { columns: 32, millimetres: 58 };
  if (width === 80) return { columns: 48, millimetres: 80 };
  return width <= 35
    ? { columns: Math.min(width, 32), millimetres: 58 }
    : { columns: Math.min(width, 48), millimetres: 80 };
}
