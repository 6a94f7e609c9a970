import { parseArgs } from 'node:util';

export interface BrowserHostOptions {
  readonly practice: boolean;
  readonly open: boolean;
  readonly data: string | null;
  readonly port: number;
  /** For the admin who forgot the PIN. */
  readonly resetPins: boolean;
}

/** Reads the command line; throws an Error with a sentence for the person who typed it. */
export function readOptions(argv: readonly string[]): BrowserHostOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      practice: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      data: { type: 'string' },
      port: { type: 'string', default: '0' },
      'reset-pins': { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`--port ${values.port} is not a port`);
  return {
    practice: values.practice,
    open: !values['no-open'],
    data: values.data ?? null,
    port,
    resetPins: values['reset-pins'],
  };
}
