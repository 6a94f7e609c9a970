import { createRequire } from 'node:module';

/*
 * `import` of node:http reads every one of its exports, and one of them, WebSocket, loads the whole of Node's fetch: 2.5 MB of heap and as
 * much of its code, for something that the service does not use. `require` reads none.
 */
const http = createRequire(import.meta.url)('node:http') as typeof import('node:http');

/** Node's `Agent`, `createServer` and `request` of `node:http`, without what the service has no use for. */
export const { Agent, createServer, request } = http;
