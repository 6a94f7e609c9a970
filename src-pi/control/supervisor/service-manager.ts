/** A program of Bonwart's own that must outlive the SSH session, and is started again when it dies. */
export interface OwnUnit {
  readonly name: string;
  readonly arguments: readonly string[];
}

/** What the print service is started with. systemd takes it from its unit file. */
export interface ServiceProgram {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly folder: string;
  /** The program that looks at it from outside, and how often: only systemd has it started. */
  readonly watcher: string;
  readonly watchEverySeconds: number;
}

/**
 * What supervises programs: systemd on a real target, our own processes elsewhere. Every call has a deadline and returns
 * only when what it says is true.
 */
export interface ServiceManager {
  readonly kind: 'systemd' | 'processes';
  /** Starts a bonctl program (engine, guard) that goes on without us and again after a crash. Nothing if it runs already. */
  startOwn(unit: OwnUnit): Promise<void>;
  stopOwn(name: string): Promise<void>;
  isRunning(name: string): Promise<boolean>;
  /** What the service is started with now, as `restoreService` needs it to put that back. Holds no secret. */
  describeService(): Record<string, unknown>;
  installService(program: ServiceProgram, port: number): Promise<void>;
  /** Puts back what `describeService` told; does nothing to a service that is as it was. */
  restoreService(memory: Readonly<Record<string, unknown>>): Promise<void>;
  /** Stops at a ticket boundary and keeps the door: with systemd, calls wait meanwhile instead of being refused. */
  stopService(): Promise<void>;
  /** True when this process has stopped the service and nothing can have started it since: then nothing need be asked again. */
  isHeld(): boolean;
  /**
   * Lets a held service come up as far as it needs neither settings nor database; `startService` then lets it go on. Nothing where the
   * service is not held, or does not know how to wait.
   */
  warmUpService(): Promise<void>;
  startService(): Promise<void>;
  serviceState(): Promise<'running' | 'stopped' | 'failed' | 'absent'>;
  /** Makes sure that the guard runs at the next boot. */
  enableGuardAtBoot(): Promise<void>;
  /** Removes units of Bonwart's own. The print service's stay. */
  removeOwn(): Promise<void>;
}
