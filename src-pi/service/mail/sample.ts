import type { IncidentRow } from '../database/incidents.ts';
import type { NoticeType } from './notices/types.ts';

/** Figures and names with which every type can be shown. */
const values = {
  name: 'Küche',
  state: 'paper-end',
  fault: 'full',
  orderNumber: '10427',
  waiting: 12,
  processed: 12,
  tickets: 12,
  printed: 38,
  ended: 50,
  value: 91,
  limit: 80,
};

/** An incident that never was, to show what a mail of its type looks like. */
export function sampleIncident(type: NoticeType, at: string): IncidentRow {
  return {
    id: 0,
    type,
    subject: '',
    severity: 'high',
    opened_at: at,
    cleared_at: null,
    closed_at: null,
    raised: 1,
    fate: 'sent',
    mail_id: null,
    data: JSON.stringify(values),
  };
}
