import { get as getPlain, type IncomingMessage } from 'node:http';
import { get } from 'node:https';

/** Goes where a browser would go: the sign-in page, and back to whoever waits. Gives the page that a person sees in the end. */
export async function browse(
  url: string,
  authority: string,
): Promise<{ status: number; page: string; address: string }> {
  let address = url;
  for (let hops = 0; hops < 3; hops += 1) {
    const answer = await open(address, authority);
    if (answer.location === undefined) return { status: answer.status, page: answer.page, address };
    address = answer.location;
  }
  throw new Error('too many redirects');
}

function open(url: string, ca: string): Promise<{ status: number; page: string; location: string | undefined }> {
  return new Promise((resolve, reject) => {
    const read = async (response: IncomingMessage) => {
      let page = '';
      for await (const part of response.setEncoding('utf8')) page += part;
      resolve({ status: response.statusCode ?? 0, page, location: response.headers.location });
    };
    const request = url.startsWith('https:')
      ? get(url, { ca, agent: false }, (response) => void read(response).catch(reject))
      : // both names of this computer mean the same here
        getPlain(url, { agent: false, family: 4 }, (response) => void read(response).catch(reject));
    request.on('error', reject);
  });
}
