import { expect, test } from 'vitest';
import { paperOf, parseEnvironmentFile, parseSettings } from '../../src-pi/service/settings.ts';

test('comments, quotes, unknown keys and empty values are read as the older service does', () => {
  const content = `# the restaurant
export PRINTER_IP="192.168.1.60"   # in the kitchen
PRINTER_PORT = 9101
SMTP_PASSWORD='a # b'
RESTAURANT_NAME=Zum Löwen
WIX_API_KEY=IST.abc#def
OTHER_PROGRAM=anything
LOG_LEVEL=INFO
RECEIPT_WIDTH=
`;
  const values = parseEnvironmentFile(content);
  expect(values.get('SMTP_PASSWORD')).toBe('a # b');
  expect(values.get('WIX_API_KEY')).toBe('IST.abc#def');
  expect(values.get('RESTAURANT_NAME')).toBe('Zum Löwen');
  expect(parseSettings(content)).toMatchObject({
    PRINTER_IP: '192.168.1.60',
    PRINTER_PORT: 9101,
    LOG_LEVEL: 'info',
    RECEIPT_WIDTH: 80,
    SERVICE_PORT: 8000,
    WIX_API_BASE_URL: 'https://www.wixapis.com',
  });
});

test.each([
  ['PRINTER_PORT=ninethousand', 'PRINTER_PORT'],
  ['PRINTER_PORT=70000', 'PRINTER_PORT'],
  ['WIX_API_BASE_URL=ftp://x', 'WIX_API_BASE_URL'],
  ['TIME_ZONE=Mars/Olympus', 'TIME_ZONE'],
  ['PRINTER_INTERFACE=parallel', 'PRINTER_INTERFACE'],
])('%s is refused by its name', (line, key) => {
  let thrown: unknown;
  try {
    parseSettings(`WIX_API_KEY=secret\n${line}`);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ error: { code: 'settings.invalid', data: { key } } });
  expect(String(thrown)).not.toMatch(/secret|ninethousand/);
});

test('the width is millimetres when it is a paper, else characters', () => {
  const of = (RECEIPT_WIDTH: number) => paperOf({ RECEIPT_WIDTH });
  expect(of(58)).toEqual({ columns: 32, millimetres: 58 });
  expect(of(80)).toEqual({ columns: 48, millimetres: 80 });
  expect(of(32)).toEqual({ columns: 32, millimetres: 58 });
  expect(of(42)).toEqual({ columns: 42, millimetres: 80 });
});
