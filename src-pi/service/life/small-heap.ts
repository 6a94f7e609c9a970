import { getHeapStatistics, setFlagsFromString } from 'node:v8';

/*
 * Imported before everything else. A Pi has little memory, and V8's preset for the young generation takes what it gets: with
 * one megabyte a half-space the service needs about 12 MB less, and it makes little garbage.
 */
setFlagsFromString('--max-semi-space-size=1');
setFlagsFromString('--semi-space-growth-factor=1');

const afterStartMilliseconds = 10_000;
const lookEveryMilliseconds = 30_000;
/** Less than this is not worth the 20 milliseconds in which the thread does nothing else. */
const worthBytes = 3 * 1024 * 1024;

/**
 * Collects what the start of this thread left behind, and later what large answers did: a service that idles makes so little garbage that V8 would carry it
 * along for hours. Brings 6 to 8 MB after the start, and as much after the panel has asked for everything. An idle service is not touched again. Only where Node
 * was started with `--expose-gc`, as a release is.
 */
export function giveBackGarbage(): void {
  const collect = globalThis.gc;
  if (!collect) return;
  let kept = 0;
  const look = () => {
    if (getHeapStatistics().used_heap_size - kept < worthBytes) return;
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    kept = getHeapStatistics().used_heap_size;
  };
  setTimeout(() => {
    look();
    setInterval(look, lookEveryMilliseconds).unref();
  }, afterStartMilliseconds).unref();
}
