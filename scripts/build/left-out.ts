import type { Plugin } from 'vite';

const throws = (what: string) => `throw new Error(${JSON.stringify(`${what} is left out of this program`)});`;

/**
 * What packages bring along and no program of the Pi can reach, and what stands in its place. Fastify wants its compilers of schemas only where it is given none
 * (`api/server.ts` gives it some), `inject` is for tests, and HTTP/2 is not switched on. Of prom-client four classes are used; the rest of it wants Node's cluster
 * and OpenTelemetry.
 */
const standIns: Readonly<Record<string, string>> = {
  '@fastify/ajv-compiler': throws('ajv'),
  '@fastify/fast-json-stringify-compiler': throws('fast-json-stringify'),
  'light-my-request': throws('inject'),
  'node:http2': 'export default {};',
  'prom-client': ['Counter', 'Gauge', 'Histogram', 'Registry']
    .map((name) => `export { default as ${name} } from 'prom-client/lib/${name.toLowerCase()}.js';`)
    .join('\n'),
};

/** Leaves out what cannot be reached: its text alone would stay in the memory of the Pi. */
export const leftOut: Plugin = {
  name: 'left-out',
  enforce: 'pre',
  resolveId: (id) => (id in standIns ? `\0left-out:${id}` : null),
  load: (id) => (id.startsWith('\0left-out:') ? standIns[id.slice('\0left-out:'.length)] : null),
};
