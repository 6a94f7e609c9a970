import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { PreflightFinding } from '../../../src-shared/bonctl/preflight.ts';
import { printerAnswers } from '../health/printer-answers.ts';
import { finding } from './findings.ts';

const connectMilliseconds = 3000;
const answerMilliseconds = 5000;

type Settings = Readonly<Record<string, string>>;

/** Where the orders come from. */
function shopOf(settings: Settings): { url: URL; host: string; port: number } {
  const url = new URL(settings.WIX_API_BASE_URL ?? 'https://www.wixapis.com');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return { url, host, port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80) };
}

/** Can the name of the shop be found? */
export async function checkNames(settings: Settings): Promise<PreflightFinding> {
  const { host } = shopOf(settings);
  if (isIP(host)) return finding('names-found', { name: host });
  const found = await lookup(host).then(
    () => true,
    () => false,
  );
  return finding(found ? 'names-found' : 'names-missing', { name: host });
}

/** Does a connection to the shop come up? Nothing is said on it. */
export async function checkInternet(settings: Settings): Promise<PreflightFinding> {
  const { host, port } = shopOf(settings);
  const there = await printerAnswers(host, port, connectMilliseconds);
  return finding(there ? 'internet-there' : 'internet-missing', { address: host, port });
}

/**
 * Does the shop answer over HTTP, and what time does it say? The running service's own word on its key comes before ours: we do not
 * read orders here.
 */
export async function checkShop(
  settings: Settings,
  told: string | null,
): Promise<{ finding: PreflightFinding; date: number | null }> {
  const { url, host } = shopOf(settings);
  try {
    const signal = AbortSignal.timeout(answerMilliseconds);
    const answer = await fetch(url, { method: 'HEAD', redirect: 'manual', signal });
    const date = Date.parse(answer.headers.get('date') ?? '');
    const reason = told === 'refused' ? 'wix-refuses' : 'wix-answers';
    return { finding: finding(reason, { address: host }), date: Number.isFinite(date) ? date : null };
  } catch {
    return { finding: finding('wix-silent', { address: host }), date: null };
  }
}

/** Is the way to the mail server open? */
export async function checkMail(settings: Settings): Promise<PreflightFinding> {
  const address = settings.SMTP_SERVER ?? '';
  if (address === '') return finding('mail-unset');
  const port = Number(settings.SMTP_PORT ?? 587) || 587;
  const open = await printerAnswers(address, port, connectMilliseconds);
  return finding(open ? 'mail-open' : 'mail-blocked', { address, port });
}

/** Does the printer's port answer? Nothing is printed. */
export async function checkPrinter(settings: Settings): Promise<PreflightFinding> {
  const address = settings.PRINTER_IP ?? '';
  if (address === '') return finding('printer-unset');
  const port = Number(settings.PRINTER_PORT ?? 9100) || 9100;
  const answers = await printerAnswers(address, port, connectMilliseconds);
  return finding(answers ? 'printer-answers' : 'printer-silent', { address, port });
}
