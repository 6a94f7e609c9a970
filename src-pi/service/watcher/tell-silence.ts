import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { IncidentRow } from '../database/incidents.ts';
import { createLog } from '../life/log.ts';
import { alertLetter } from '../mail/letter/letters.ts';
import { post, recipientsFor } from '../mail/mailer.ts';
import { penCase } from '../mail/pen.ts';
import { parseMailSetup } from '../mail/setup.ts';
import { accessTokens } from '../mail/tokens/access-tokens.ts';
import { mailTokensFile } from '../mail/tokens/rotated-tokens.ts';
import { putInPlace } from '../storage/durable-files.ts';
import { readSilence, type Silence, silenceFile } from './silence-file.ts';

const sendMilliseconds = 20_000;
/** After three days of trying somebody knows. */
const tryForMilliseconds = 72 * 3_600_000;

/**
 * Hands over the one mail that says that the service does not answer, by the restaurant's own account, because the service cannot. Written down before the first
 * attempt, and that it went out after it: the next look tells it again only if nobody has heard of it, under the same Message-ID. Answers with a line for the
 * journal of the system.
 */
export async function tellSilence(data: string, environment: string, at: Date): Promise<string> {
  const before = readSilence(data);
  const silence: Silence = before ?? { id: randomUUID(), since: at.toISOString(), told: false };
  if (silence.told) return `a mail told of it; it has been so since ${silence.since}`;
  if (before === null) await note(data, silence);
  const setup = parseMailSetup(environment);
  const to = recipientsFor(setup, 'critical');
  if (!setup.rules.enabled || !setup.account || to.length === 0) return 'nobody is told: mails are not set up';
  if (at.getTime() - Date.parse(silence.since) > tryForMilliseconds) return 'no mail has gone out for three days';
  const pen = penCase(timeZone(environment))(setup.rules.language, setup.restaurant, at.toISOString());
  const letter = alertLetter(incidentOf(silence), null, pen);
  const mail = { id: silence.id, to, letter, date: silence.since };
  // The watcher runs as the service's user: a refresh token that is replaced lies where the service looks for it.
  const tokens = accessTokens({ file: mailTokensFile(data), log: createLog('error') });
  const signal = AbortSignal.timeout(sendMilliseconds);
  const result = await post(setup, setup.account, mail, { signal, tokens });
  if (!result.handedOver) return `no mail could be handed over (${result.cause}); the next look tries again`;
  await note(data, { ...silence, told: true });
  return 'a mail tells of it';
}

async function note(data: string, silence: Silence): Promise<void> {
  const partial = `${silenceFile(data)}.partial`;
  await writeFile(partial, JSON.stringify(silence));
  await putInPlace(partial, silenceFile(data));
}

function timeZone(environment: string): string | undefined {
  const zone = /^\s*TIME_ZONE\s*=\s*["']?([\w/+-]+)/m.exec(environment)?.[1];
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    return undefined;
  }
}

function incidentOf({ since }: Silence): IncidentRow {
  return {
    id: 0,
    type: 'service_silent',
    subject: '',
    severity: 'critical',
    opened_at: since,
    cleared_at: null,
    closed_at: null,
    raised: 1,
    fate: 'sent',
    mail_id: null,
    data: '{}',
  };
}
