/** What the thread of a device file is started with. `pulse` is one counter that grows while the thread is not stuck. */
export interface DeviceStart {
  readonly path: string;
  readonly pulse: SharedArrayBuffer;
}

/** To the thread. Written in the order of sending. */
export type DeviceRequest =
  | { readonly kind: 'write'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'end' };

/** From the thread. */
export type DeviceMessage =
  | { readonly kind: 'opened' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'written'; readonly id: number }
  /** `code` is the system's, such as ENODEV. Nothing comes after it. */
  | { readonly kind: 'gone'; readonly code: string };

/** Index of the counter in `pulse`. The thread sleeps on it and is woken by a notification. */
export const pulseIndex = 0;
