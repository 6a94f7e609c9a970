/** Where a help package takes its files from, in the order in which people hear of it. */
export const supportSources = [
  'versions',
  'settings',
  'runs',
  'journals',
  'history',
  'service-log',
  'status',
  'preflight',
  'samples',
  'panel-log',
  'check',
] as const;
export type SupportSource = (typeof supportSources)[number];
