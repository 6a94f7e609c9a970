import type { Duplex, Readable, Writable } from 'node:stream';

/** A command as a value: a program and its arguments. It is quoted in one place, when it goes over the wire. */
export interface RemoteCommand {
  readonly program: string;
  readonly arguments: readonly string[];
}

/** How a remote command ended. `exitCode` is null if it was killed or the connection went away: unknown, not success. */
export interface RemoteEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
}

export interface RemoteProcess {
  readonly input: Writable;
  readonly output: Readable;
  readonly errors: Readable;
  readonly end: Promise<RemoteEnd>;
  kill(): void;
}

export interface ExecuteOptions {
  /** Written to standard input, which is then closed. */
  readonly input?: string | Buffer | Readable;
  /** Milliseconds until the command is given up and `connection.timeout` is thrown. */
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
}

/** One connection to a target, and the only thing that the rest of the panel knows of SSH. */
export interface RemoteHost {
  readonly address: string;
  execute(command: RemoteCommand, options: ExecuteOptions): Promise<RemoteEnd & { output: Buffer; errors: string }>;
  open(command: RemoteCommand): Promise<RemoteProcess>;
  /** A stream to a TCP port on the target's loopback. */
  forward(port: number): Promise<Duplex>;
  /** Resolves once the connection is gone, for whatever reason. */
  readonly closed: Promise<void>;
  close(): void;
}
