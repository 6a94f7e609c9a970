import type { DatabaseClient } from './client.ts';
import { isReading } from './operations.ts';

/** Reads for the API: like `DatabaseClient.call`, but for a question that was asked before it never waits for the disk long. */
export type ReadDatabase = DatabaseClient['call'];

/** So long a caller waits for the thread before he gets what was true the last time that anything changed. */
const patienceMilliseconds = 40;
const mostAnswers = 64;

/**
 * One fsync of an SD card may take seconds, and the thread that waits for it cannot read meanwhile. As long as nothing has changed,
 * what it last answered is still what is on the disk; so that is given out while it is silent. With each change, and with
 * each call that may change something (`forget`), all is forgotten: nobody gets what is older than what he has heard.
 */
export function lastKnown(database: DatabaseClient): { read: ReadDatabase; forget(): void } {
  const answers = new Map<string, unknown>();
  const asked = new Map<string, Promise<unknown>>();
  const forget = () => answers.clear();
  database.onChanges(forget);

  /**
   * The thread works and tells in the order in which it was asked: what comes back now was read after every change that has been
   * told, whenever it was asked. So an answer is always good for keeping, and who asks the same meanwhile gets it too.
   */
  const ask = (key: string, call: () => Promise<unknown>): Promise<unknown> => {
    const running = asked.get(key);
    if (running) return running;
    const done = () => asked.delete(key);
    const answer = call().then((value) => {
      answers.delete(key);
      answers.set(key, value);
      const [oldest] = answers.keys();
      if (answers.size > mostAnswers && oldest !== undefined) answers.delete(oldest);
      return value;
    });
    asked.set(key, answer);
    answer.then(done, done);
    return answer;
  };
  const read = async (name: string, ...input: unknown[]): Promise<unknown> => {
    if (!isReading(name)) throw new Error(`${name} is not for reading`);
    const key = `${name} ${JSON.stringify(input)}`;
    const answer = ask(key, () => (database.call as (...all: unknown[]) => Promise<unknown>)(name, ...input));
    if (!answers.has(key)) return answer;
    const known = answers.get(key);
    if (database.waitingMilliseconds() > patienceMilliseconds) {
      answer.catch(() => {});
      return known;
    }
    const late = Promise.withResolvers<unknown>();
    const timer = setTimeout(() => late.resolve(known), patienceMilliseconds);
    return Promise.race([answer, late.promise]).finally(() => clearTimeout(timer));
  };
  return { read: read as unknown as ReadDatabase, forget };
}
