import { join } from 'node:path';
import electronLog from 'electron-log/node.js';
import type { Redaction } from './redaction.ts';

export interface Log {
  info(text: string): void;
  warn(text: string): void;
}

/** The log file `bonwart.log` in a folder: 1 MB, one older one beside it, nothing on the terminal, secrets taken out. */
export function openLog(logFolder: string, redaction: Redaction): Log {
  const logger = electronLog.create({ logId: 'bonwart' });
  logger.transports.console.level = false;
  logger.transports.file.level = 'info';
  logger.transports.file.resolvePathFn = () => join(logFolder, 'bonwart.log');
  logger.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  logger.hooks.push((message) => ({ ...message, data: message.data.map((part) => redaction.redact(String(part))) }));
  return { info: (text) => logger.info(text), warn: (text) => logger.warn(text) };
}
