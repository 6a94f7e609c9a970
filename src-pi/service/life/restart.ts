/** EX_TEMPFAIL of sysexits.h: the supervisor starts the service again. */
export const restartCode = 75;

/** Long enough for the answer of the call that asked for it. */
const answerMilliseconds = 150;

/**
 * A controlled restart: the ticket in hand is finished, the door is closed, and the supervisor starts the service again with
 * what has changed. `leave` ends the process; it is called once, whoever else asks.
 */
export function controlledRestart(leave: (reason: string, code: number) => void): (reason: string) => void {
  let asked = false;
  return (reason) => {
    if (asked) return;
    asked = true;
    setTimeout(() => leave(reason, restartCode), answerMilliseconds);
  };
}
