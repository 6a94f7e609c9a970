import { get } from 'node:http';

/** What the kitchen would have noticed: the longest time without an answer, and how many calls were refused. */
export interface Silence {
  readonly longestMs: number;
  readonly refused: number;
}

const everyMs = 20;

/** Asks the service every 20 ms, each time over a new connection and without waiting for the answer before. */
export function pollService(port: number): { stop(): Promise<Silence> } {
  const answers: number[] = [performance.now()];
  let refused = 0;
  let open = 0;
  const ask = () => {
    open += 1;
    const request = get({ host: '127.0.0.1', port, path: '/health', agent: false, timeout: 10_000 }, (response) => {
      response.resume();
      response.once('end', () => {
        if (response.statusCode === 200) answers.push(performance.now());
      });
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => {
      refused += 1;
    });
    request.once('close', () => {
      open -= 1;
    });
  };
  const timer = setInterval(ask, everyMs);
  return {
    stop: async () => {
      clearInterval(timer);
      while (open > 0) await new Promise((next) => setTimeout(next, 5));
      const gaps = answers.slice(1).map((at, index) => at - (answers[index] ?? at));
      return { longestMs: Math.max(0, ...gaps), refused };
    },
  };
}
