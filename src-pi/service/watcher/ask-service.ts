import { request } from 'node:http';

const largestAnswer = 1_000_000;

/** Asks the service on this machine. Null: no answer in time (ms), or none that could be read. */
export function askService(port: number, path: string, milliseconds: number): Promise<unknown> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(milliseconds);
    const asked = request({ host: '127.0.0.1', port, path, signal, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
        if (text.length > largestAnswer) response.destroy();
      });
      response.once('close', () => resolve(response.complete ? parsed(text) : null));
    });
    asked.once('error', () => resolve(null));
    asked.end();
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
