import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { bits, type Der, integer, objectId, octets, sequence, set, tagged, text, utcTime, yes } from './der.ts';

/** PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** Who vouches for the practice's mail server. Its key lives as long as the process, and nowhere else. */
export interface Authority {
  /** What one has to trust (PEM). */
  readonly cert: string;
  /** A certificate for a name of DNS and an IPv4 address. */
  issue(name: string, address: string): Certificate;
}

const dayMilliseconds = 86_400_000;
/** A practice that runs longer is started anew some day, and then has a new authority. */
const goodDays = 800;

const ids = {
  commonName: '2.5.4.3',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  subjectKey: '2.5.29.14',
  keyUsage: '2.5.29.15',
  otherNames: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKey: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  serverAuthentication: '1.3.6.1.5.5.7.3.1',
} as const;

/** Makes an authority (X.509 version 3, RFC 5280; ECDSA on P-256). Needs nothing but Node, so that it works on every PC. */
export function makeAuthority(commonName: string): Authority {
  const own = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const issuer = nameOf(commonName);
  const keyId = keyIdOf(own.publicKey);
  const certify = (subject: Der, publicKey: KeyObject, extensions: readonly Der[]): string => {
    const body = sequence(
      tagged(0xa0, integer(Buffer.of(2))),
      integer(Buffer.concat([Buffer.of(1), randomBytes(15)])),
      algorithm,
      issuer,
      goodFrom(Date.now()),
      subject,
      publicKey.export({ type: 'spki', format: 'der' }),
      tagged(0xa3, sequence(...extensions)),
    );
    return pem(sequence(body, algorithm, bits(sign('sha256', body, own.privateKey))));
  };
  return {
    cert: certify(issuer, own.publicKey, [
      extension(ids.basicConstraints, sequence(yes()), true),
      // keyCertSign and cRLSign
      extension(ids.keyUsage, bits(Buffer.of(0x06), 1), true),
      extension(ids.subjectKey, octets(keyId)),
    ]),
    issue(name, address) {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
      const names = sequence(
        tagged(0x82, Buffer.from(name, 'latin1')),
        tagged(0x87, Buffer.from(address.split('.').map(Number))),
      );
      const cert = certify(nameOf(name), publicKey, [
        extension(ids.basicConstraints, sequence(), true),
        // digitalSignature
        extension(ids.keyUsage, bits(Buffer.of(0x80), 7), true),
        extension(ids.extendedKeyUsage, sequence(objectId(ids.serverAuthentication))),
        extension(ids.otherNames, names),
        extension(ids.subjectKey, octets(keyIdOf(publicKey))),
        extension(ids.authorityKey, sequence(tagged(0x80, keyId))),
      ]);
      return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
    },
  };
}

const algorithm = sequence(objectId(ids.ecdsaWithSha256));

function nameOf(commonName: string): Der {
  return sequence(set(sequence(objectId(ids.commonName), text(commonName))));
}

/** From yesterday on, because not every clock is right. */
function goodFrom(now: number): Der {
  return sequence(utcTime(new Date(now - dayMilliseconds)), utcTime(new Date(now + goodDays * dayMilliseconds)));
}

function extension(id: string, value: Der, critical = false): Der {
  return sequence(objectId(id), ...(critical ? [yes()] : []), octets(value));
}

/** Names a key among others (RFC 7093 §2, method 4). */
function keyIdOf(key: KeyObject): Buffer {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest()
    .subarray(0, 20);
}

function pem(der: Der): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
