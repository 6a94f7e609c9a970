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
  let answers = new Map<string, { value: unknown }>();
  let asked = new Map<string, Promise<unknown>>();
  const forget = () => {
    answers = new Map();
    asked = new Map();
  };
  database.onChanges(forget);

  const ask = (key: string, call: () => Promise<unknown>): Promise<unknown> => {
    const [answersNow, askedNow] = [answers, asked];
    const running = askedNow.get(key);
    if (running) return running;
    const answer = call().then((value) => {
      answersNow.delete(key);
      answersNow.set(key, { value });
      const [oldest] = answersNow.keys();
      if (answersNow.size > mostAnswers && oldest !== undefined) answersNow.delete(oldest);
      return value;
    });
    askedNow.set(key, answer);
    const done = () => askedNow.delete(key);
    answer.then(done, done);
    return answer;
  };
  const read = async (name: string, ...input: unknown[]): Promise<unknown> => {
    if (!isReading(name)) throw new Error(`${name} is not for reading`);
    const key = `${name} ${JSON.stringify(input)}`;
    const answer = ask(key, () => (database.call as (...all: unknown[]) => Promise<unknown>)(name, ...input));
    const known = answers.get(key);
    if (!known) return answer;
    if (database.waitingMilliseconds() > patienceMilliseconds) {
      answer.catch(() => {});
      return known.value;
    }
    const late = Promise.withResolvers<unknown>();
    const timer = setTimeout(() => late.resolve(known.value), patienceMilliseconds);
    return Promise.race([answer, late.promise]).finally(() => clearTimeout(timer));
  };
  return { read: read as unknown as ReadDatabase, forget };
}
