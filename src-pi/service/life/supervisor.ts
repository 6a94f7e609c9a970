import { execFile } from 'node:child_process';

/** Tells systemd how we are, if it asked to be told (`NOTIFY_SOCKET`). Without it every call does nothing. */
export interface Supervisor {
  ready(): void;
  stopping(): void;
  stop(): void;
}

/**
 * Speaks sd_notify by way of `systemd-notify`, because Node has no datagram socket for it; the unit therefore says
 * `NotifyAccess=all`. The watchdog hears from us three times in its time, and only while `isWell` says so: an event loop that hangs
 * cannot send, and a database thread that hangs is no longer well.
 */
export function supervisor(environment: NodeJS.ProcessEnv, isWell: () => boolean): Supervisor {
  const socket = environment.NOTIFY_SOCKET;
  const notify = (...words: string[]) => {
    if (!socket) return;
    // A notice that is not heard has its own remedy: the watchdog.
    execFile('systemd-notify', words, { timeout: 5000 }, () => {});
  };
  const watchdogMilliseconds = Number(environment.WATCHDOG_USEC ?? 0) / 1000;
  const timer =
    socket && watchdogMilliseconds > 0
      ? setInterval(() => {
          if (isWell()) notify('WATCHDOG=1');
        }, watchdogMilliseconds / 3)
      : null;
  timer?.unref();
  return {
    ready: () => notify('--ready', 'WATCHDOG=1'),
    stopping: () => notify('STOPPING=1'),
    stop() {
      if (timer) clearInterval(timer);
    },
  };
}

/** The socket that systemd opened for us (socket activation: number 3 is the first), or null. */
export function inheritedSocket(environment: NodeJS.ProcessEnv): { fd: number } | null {
  const meant = environment.LISTEN_PID === undefined || Number(environment.LISTEN_PID) === process.pid;
  return meant && Number(environment.LISTEN_FDS ?? 0) >= 1 ? { fd: 3 } : null;
}
