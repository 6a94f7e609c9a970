import { Refusal } from '../../src-shared/contract/errors.ts';

/** One JSON line on stdout, for the program that started this one. */
export function printLine(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Runs a program that answers in JSON lines. A failure is a line `{"error": …}` with an error of the contract, and exit 1. */
export function answerInLines(main: () => void): void {
  try {
    main();
  } catch (error) {
    printLine({ error: error instanceof Refusal ? error.error : { code: 'internal.bug', cause: String(error) } });
    process.exitCode = 1;
  }
}
