import type { Severity } from '../../database/alerts.ts';
import type { ServiceEvent } from '../../database/journal.ts';
import { isNoticeType, type NoticeType } from './types.ts';

/** What an event means for people who get mails. */
export type Notice =
  | {
      readonly kind: 'raised' | 'news';
      readonly type: NoticeType;
      readonly subject: string;
      readonly severity: Severity;
      readonly data: Readonly<Record<string, unknown>>;
    }
  /** It is over, if it was anything. */
  | { readonly kind: 'cleared'; readonly types: readonly NoticeType[]; readonly subject: string };

const jobTypes: readonly NoticeType[] = ['order_held', 'ticket_unknown'];

/** Most events are nobody's mail: null. */
export function noticeOf({ kind, jobId, data }: ServiceEvent): Notice | null {
  const raised = (type: NoticeType, severity: Severity, subject = ''): Notice => ({
    kind: 'raised',
    type,
    subject,
    severity,
    data,
  });
  const news = (type: NoticeType, severity: Severity): Notice => ({ kind: 'news', type, subject: '', severity, data });
  const cleared = (...types: NoticeType[]): Notice => ({ kind: 'cleared', types, subject: '' });
  switch (kind) {
    case 'alert-raised':
    case 'alert-cleared': {
      const { type, subject, severity, ...rest } = data as { type: string; subject: string; severity: Severity };
      if (!isNoticeType(type)) return null;
      return kind === 'alert-raised'
        ? { kind: 'raised', type, subject, severity, data: rest }
        : { kind: 'cleared', types: [type], subject };
    }
    case 'job-held':
      return raised('order_held', 'high', String(jobId));
    case 'job-unknown':
      return raised('ticket_unknown', 'high', String(jobId));
    case 'storage-fault':
      return raised('system_error', 'critical', 'storage');
    case 'storage-fault-over':
      return { kind: 'cleared', types: ['system_error'], subject: 'storage' };
    case 'storage-low':
      return raised('storage_low', 'warning');
    case 'storage-low-over':
      return cleared('storage_low');
    case 'backup-failed':
      return raised('backup_failed', 'warning');
    case 'backup-made':
      return cleared('backup_failed');
    case 'storage-rebuilt':
      return news('storage_rebuilt', 'critical');
    case 'self-restart':
    case 'service-restarted':
      return news('service_restart', 'warning');
    case 'recovery-completion':
      return typeof data.tickets === 'number' && data.tickets > 0 ? news('recovery_completed', 'info') : null;
    default:
      return kind.startsWith('job-') && jobId !== null
        ? { kind: 'cleared', types: jobTypes, subject: String(jobId) }
        : null;
  }
}
