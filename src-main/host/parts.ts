import { callBonctl } from '../bonctl/call.ts';
import { uploadRelease } from '../bonctl/upload.ts';
import { discoverMachines } from '../discovery/discover.ts';
import { pairMachine } from '../pairing/pair.ts';
import { startPractice } from '../practice/practice.ts';
import { connectSsh, inspectHostKey } from '../ssh/connect.ts';
import type { BonwartParts } from './bonwart.ts';

/** The rooms' larger parts as they ship. */
export const parts: BonwartParts = {
  connect: (target, privateKey) => connectSsh(target, { kind: 'key', privateKey }),
  bonctl: (objects) => ({
    call: (host, { kind }, operation, request, signal) => callBonctl(host, kind, operation, request, { signal }),
    follow: (host, { kind }, from, onLine, signal) =>
      callBonctl(host, kind, 'run.follow', from, { signal, onEvent: ({ line }) => onLine(line) }),
    upload: (host, { kind }, manifest, onProgress, signal) =>
      uploadRelease(host, kind, objects, manifest, onProgress, signal),
  }),
  pairing: (payloadFolder) => ({
    discover: discoverMachines,
    inspect: (address, port) => inspectHostKey(address, port),
    pair: (request, onStep, signal) => pairMachine(payloadFolder, request, onStep, signal),
  }),
  startPractice,
};
