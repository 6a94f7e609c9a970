import type { Log } from './log.ts';

/** From the first word to the end in milliseconds, whatever the printer does. */
const farewellMilliseconds = 4500;

/** How the service ends. */
export interface Farewell {
  /** Ends the service with an exit code; the first word counts. What was assembled is stopped before. */
  leave(reason: string, code: number): void;
  /**
   * Does what must not be broken off half-way: the parts begin to print before all of them stand. Whoever wants the end meanwhile
   * gets it afterwards, through the `stop` that this resolves with.
   */
  assembling(assemble: () => Promise<() => Promise<void>>): Promise<void>;
}

/** Hears SIGTERM and SIGINT from now on: before anything is assembled they end the program at once, with 0. */
export function farewell(log: Log): Farewell {
  let stop: () => Promise<void> = async () => {};
  let assembled: Promise<unknown> = Promise.resolve();
  let leaving = false;
  const leave = (reason: string, code: number) => {
    if (leaving) return;
    leaving = true;
    log.info({ reason, code }, 'stopping');
    setTimeout(() => process.exit(code), farewellMilliseconds).unref();
    assembled
      .then(() => stop())
      .then(
        () => process.exit(code),
        (error) => {
          log.error({ error: String(error) }, 'not stopped cleanly');
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', (signal) => leave(signal, 0));
  process.on('SIGINT', (signal) => leave(signal, 0));
  return {
    leave,
    async assembling(assemble) {
      const done = assemble();
      assembled = done;
      stop = await done;
    },
  };
}
