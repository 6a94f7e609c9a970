import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Finish, Heat } from './racer.ts';

/** Several processes that can be let loose at the same moment, again and again. */
export interface Race {
  run(heats: readonly Heat[]): Promise<Finish[]>;
  end(): void;
}

export async function race(racers: number): Promise<Race> {
  const children: ChildProcess[] = Array.from({ length: racers }, () =>
    fork(join(import.meta.dirname, 'racer.ts'), { execPath: process.execPath, execArgv: [] }),
  );
  await Promise.all(children.map((child) => once(child, 'message')));
  return {
    run(heats) {
      const at = Date.now() + 3;
      return Promise.all(
        heats.map(async (heat, index) => {
          const child = children[index];
          if (!child) throw new Error('more heats than racers');
          const finish = once(child, 'message');
          child.send({ heat, at });
          return (await finish)[0] as Finish;
        }),
      );
    },
    end() {
      for (const child of children) child.kill();
    },
  };
}
