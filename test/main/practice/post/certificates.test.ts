import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, rootCertificates } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { makeAuthority } from '../../../../src-main/practice/post/certificates.ts';
import { objectId, utcTime } from '../../../../src-main/practice/post/der.ts';

const authority = makeAuthority('Übung');

/** What a client that trusts these says of a server with this certificate, asked for by this name: null is a safe line. */
async function handshake(
  certificate: { key: string; cert: string },
  trusted: readonly string[],
  name: { host: string; servername?: string },
): Promise<string | null> {
  const server = createServer(certificate, (socket) => socket.end());
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, ...name, ca: [...rootCertificates, ...trusted] });
  const answer = await new Promise<string | null>((resolve) => {
    socket.once('secureConnect', () => resolve(null));
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(String(error.code)));
  });
  socket.destroy();
  return answer;
}

const byAddress = { host: '127.0.0.1' };

test('who trusts the authority has a safe line, by name and by address', async () => {
  const certificate = authority.issue('localhost', '127.0.0.1');
  expect(await handshake(certificate, [authority.cert], byAddress)).toBeNull();
  expect(await handshake(certificate, [authority.cert], { host: '127.0.0.1', servername: 'localhost' })).toBeNull();
});

test('nobody else does: not for another name or address, and not without the authority', async () => {
  const certificate = authority.issue('localhost', '127.0.0.2');
  expect(await handshake(certificate, [authority.cert], byAddress)).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  const named = { host: '127.0.0.1', servername: 'mail.example' };
  expect(await handshake(certificate, [authority.cert], named)).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  const good = authority.issue('localhost', '127.0.0.1');
  expect(await handshake(good, [], byAddress)).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  expect(await handshake(good, [makeAuthority('Übung').cert], byAddress)).not.toBeNull();
});

test('a certificate says of itself what it is', () => {
  const [whole, leaf] = [
    new X509Certificate(authority.cert),
    new X509Certificate(authority.issue('localhost', '127.0.0.1').cert),
  ];
  expect([whole.ca, leaf.ca]).toEqual([true, false]);
  expect(whole.subject).toBe('CN=Übung');
  expect(leaf.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1');
  expect(leaf.checkIssued(whole)).toBe(true);
  expect([whole.verify(whole.publicKey), leaf.verify(whole.publicKey), leaf.verify(leaf.publicKey)]).toEqual([
    true,
    true,
    false,
  ]);
  expect(Date.parse(leaf.validFrom)).toBeLessThan(Date.now());
  expect(Date.parse(leaf.validTo)).toBeGreaterThan(Date.now());
  expect(leaf.serialNumber).not.toBe(whole.serialNumber);
});

test('names and times as X.690 has them', () => {
  expect(objectId('1.2.840.10045.4.3.2').toString('hex')).toBe('06082a8648ce3d040302');
  expect(utcTime(new Date('2026-11-29T09:02:03.456Z')).toString('latin1')).toContain('261129090203Z');
});
