import { readdirSync, readFileSync } from 'node:fs';

/** A running process that names `root` in its command line: one that a test started, directly or through bonctl. */
export interface Below {
  readonly pid: number;
  readonly command: readonly string[];
}

/** Every process whose command line names the folder. The folder's name is random, so nothing else can. */
export function processesBelow(root: string): Below[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0').slice(0, -1);
        const state = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.[0];
        return command.some((part) => part.includes(root)) && state !== 'Z' ? [{ pid: Number(name), command }] : [];
      } catch {
        return [];
      }
    });
}

/** The plug is pulled: everything below the root dies in the same instant, as far as a loop can. */
export function killBelow(root: string): void {
  // twice and more: one that was just starting another may have got it through
  for (let living = processesBelow(root); living.length > 0; living = processesBelow(root)) {
    for (const { pid } of living) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // it ended in the meantime
      }
    }
  }
}

/** The process that runs a bonctl command, for example `engine`; not its keeper. */
export function bonctlProcess(root: string, ...words: string[]): Below | undefined {
  return processesBelow(root).find(({ command }) => {
    const at = command.findIndex((part) => part.endsWith('bonctl.ts') || part.endsWith('bonctl.mjs'));
    const parameters = command.slice(at + 1).filter((part) => part !== '--root' && part !== root);
    return at >= 0 && words.every((word, index) => parameters[index] === word);
  });
}
