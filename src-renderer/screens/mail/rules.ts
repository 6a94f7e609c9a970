import { type MailRules, mailRulesSchema } from '../../../src-shared/mail/schema.ts';
import { addressesOf, problemOfAddresses } from './mail-draft.ts';

/** Who gets what, as it is being typed. */
export interface RulesDraft extends Omit<MailRules, 'to' | 'urgentOnly' | 'quietHours'> {
  readonly to: string;
  readonly urgentOnly: string;
  readonly quiet: boolean;
  readonly quietFrom: string;
  readonly quietTo: string;
}

const usualQuiet = { from: '23:00', to: '08:00' };

export function draftOfRules({ to, urgentOnly, quietHours, ...rest }: MailRules): RulesDraft {
  const { from, to: until } = quietHours ?? usualQuiet;
  return {
    ...rest,
    to: to.join(', '),
    urgentOnly: urgentOnly.join(', '),
    quiet: quietHours !== null,
    quietFrom: from,
    quietTo: until,
  };
}

/** The rules as they would be stored; null while something in them cannot be. Switched on, somebody must get the mails. */
export function rulesOf({ to, urgentOnly, quiet, quietFrom, quietTo, ...rest }: RulesDraft): MailRules | null {
  const fits = [to, urgentOnly].every((typed) => [null, 'none'].includes(problemOfAddresses(typed) as null | 'none'));
  const rules = {
    ...rest,
    deadManUrl: rest.deadManUrl.trim(),
    to: addressesOf(to),
    urgentOnly: addressesOf(urgentOnly),
    quietHours: quiet ? { from: quietFrom, to: quietTo } : null,
  };
  const reachesSomebody = !rules.enabled || rules.to.length + rules.urgentOnly.length > 0;
  const parsed = mailRulesSchema.safeParse(rules);
  return fits && reachesSomebody && !(quiet && quietFrom === quietTo) && parsed.success ? parsed.data : null;
}

/** Every half hour of a day, and a time that is set already if it is none of them. */
export function timesOfDay(set: string): readonly string[] {
  const halves = Array.from({ length: 48 }, (_, place) => {
    const hour = String(Math.floor(place / 2)).padStart(2, '0');
    return `${hour}:${place % 2 === 0 ? '00' : '30'}`;
  });
  return halves.includes(set) ? halves : [...halves, set].sort();
}
