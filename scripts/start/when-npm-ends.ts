const lookEveryMs = 250;

/**
 * Calls back once when the npm that started us is gone. npm passes SIGTERM to its shell, and a shell that did not replace itself
 * by us dies of it without a word; then our parent changes, and that is all that we notice.
 */
export function whenNpmEnds(ended: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    ended();
  }, lookEveryMs);
  timer.unref();
}
