import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeEnvironment, parseEnvironment } from '../../src-pi/control/settings/env-file.ts';

const before = `# Küche
WIX_API_KEY=old-key   # from the shop's page
export PRINTER_IP=192.168.1.50

UNKNOWN_THING="stays as it is"
# SERVICE_PORT=1234
SERVICE_PORT=8000
`;

test('what is not touched stays, to the byte', () => {
  const after = changeEnvironment(before, { SERVICE_PORT: '8001', RESTAURANT_NAME: 'Bei Rosa' });
  expect(after).toBe(`${before.replace('\nSERVICE_PORT=8000', '\nSERVICE_PORT=8001')}RESTAURANT_NAME="Bei Rosa"\n`);
  expect(changeEnvironment(before, {})).toBe(before);
});

test('comments behind a value and quotes are not part of it', () => {
  expect(parseEnvironment(before)).toEqual({
    WIX_API_KEY: 'old-key',
    PRINTER_IP: '192.168.1.50',
    UNKNOWN_THING: 'stays as it is',
    SERVICE_PORT: '8000',
  });
});

test('any value comes back as it went in, and disturbs no other', () => {
  const value = fc.string({ unit: fc.constantFrom(...'aZ9 "\'\\#=$`!;&|\nÄ€n'), maxLength: 12 });
  fc.assert(
    fc.property(value, value, (one, other) => {
      const text = changeEnvironment(changeEnvironment(before, { WIX_API_KEY: one }), { NEW_KEY: other });
      const settings = parseEnvironment(text);
      expect(settings).toEqual({ ...parseEnvironment(before), WIX_API_KEY: one, NEW_KEY: other });
      // writing the same again changes nothing
      expect(changeEnvironment(text, { NEW_KEY: other })).toBe(text);
    }),
    { numRuns: 500 },
  );
});
