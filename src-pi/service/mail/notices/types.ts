import type { Severity } from '../../database/alerts.ts';

/** All that a restaurant is told of by mail. The first nine are the older service's. */
export const noticeTypes = [
  'printer_offline',
  'internet_offline',
  'system_error',
  'recovery_failed',
  'queue_overflow',
  'printer_online',
  'internet_online',
  'recovery_completed',
  'service_restart',
  'paper_near_end',
  'wix_refused',
  'order_held',
  'ticket_unknown',
  'storage_low',
  'storage_rebuilt',
  'backup_failed',
  'recovery_too_long',
  'success_too_low',
  'oldest_too_old',
  'resource_memory',
  'resource_cpu',
  'resource_disk',
  'resource_temperature',
  'slow_answers',
  'slow_queries',
  'slow_recovery',
  'service_silent',
  'panel_gone',
] as const;
export type NoticeType = (typeof noticeTypes)[number];

export function isNoticeType(type: string): type is NoticeType {
  return (noticeTypes as readonly string[]).includes(type);
}

/** How often mails of one type may come: not again about the same thing within `minutes`, and at most so many in an hour. */
export interface Throttle {
  readonly minutes: number;
  readonly perHour: number;
}

/** The older service's own limits, where it has some; otherwise by how urgent it is. */
const limits: Partial<Record<NoticeType, Throttle>> = {
  printer_offline: { minutes: 15, perHour: 4 },
  internet_offline: { minutes: 30, perHour: 2 },
  system_error: { minutes: 5, perHour: 12 },
  recovery_failed: { minutes: 10, perHour: 6 },
  queue_overflow: { minutes: 20, perHour: 3 },
};
const usual: Record<Severity, Throttle> = {
  critical: { minutes: 5, perHour: 12 },
  high: { minutes: 15, perHour: 4 },
  warning: { minutes: 30, perHour: 2 },
  info: { minutes: 60, perHour: 1 },
};

export function throttleOf(type: NoticeType, severity: Severity): Throttle {
  return limits[type] ?? usual[severity];
}

/** What is only a consequence: while the cause is known to people, its consequences would tell them nothing. */
const consequences: Partial<Record<NoticeType, readonly NoticeType[]>> = {
  printer_offline: [
    'order_held',
    'queue_overflow',
    'recovery_failed',
    'recovery_too_long',
    'success_too_low',
    'oldest_too_old',
  ],
  system_error: ['printer_offline', 'queue_overflow', 'recovery_failed', 'recovery_too_long', 'backup_failed'],
  storage_low: ['resource_disk', 'backup_failed'],
  resource_disk: ['storage_low'],
};

/** The causes that a type can be a consequence of. */
export function causesOf(type: NoticeType): readonly NoticeType[] {
  return noticeTypes.filter((cause) => consequences[cause]?.includes(type) === true);
}
