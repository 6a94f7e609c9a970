import type { MailView } from '../../../src-shared/mail/schema.ts';
import type { Tone } from '../../design/tone.ts';

export type MailState = 'off' | 'failing' | 'unproven' | 'proven';

/** How mails are, in one word. Green only if a code came back and nothing fails now. */
export function stateOfMails({
  rules,
  failure,
  provenAt,
}: Pick<MailView, 'rules' | 'failure' | 'provenAt'>): MailState {
  if (!rules.enabled) return 'off';
  if (failure) return 'failing';
  return provenAt === null ? 'unproven' : 'proven';
}

export const mailTones: Record<MailState, Tone> = {
  off: 'unknown',
  failing: 'attention',
  unproven: 'attention',
  proven: 'good',
};
