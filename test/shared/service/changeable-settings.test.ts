import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSettings } from '../../../src-pi/service/settings.ts';
import {
  readTypedSetting,
  serviceSettingKeys,
  settingOf,
  valueInForce,
} from '../../../src-shared/service/changeable-settings.ts';

describe('settings of the print service that can be changed in the window', () => {
  test('an empty value is the preset, and the service has the same one', () => {
    const service = parseSettings('') as Record<string, unknown>;
    for (const key of serviceSettingKeys) expect(String(service[key])).toBe(valueInForce(key, ''));
  });

  test('what is accepted here the service starts with, with that very value', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...serviceSettingKeys),
        fc.oneof(fc.double(), fc.string(), fc.integer()),
        (key, typed) => {
          const read = readTypedSetting(key, String(typed));
          if ('problem' in read || read.value === '') return;
          const service = parseSettings(`${key}=${read.value}\n`) as Record<string, unknown>;
          expect(String(service[key])).toBe(read.value);
        },
      ),
    );
    for (const key of serviceSettingKeys) {
      const setting = settingOf(key);
      const ends = setting.kind === 'choice' ? setting.choices : [setting.least, setting.most];
      for (const end of ends) {
        expect(readTypedSetting(key, String(end))).toEqual({ value: String(end) });
        expect(() => parseSettings(`${key}=${end}\n`)).not.toThrow();
      }
    }
  });

  test.each([
    ['RECOVERY_BATCH_SIZE', '0', 'too-small'],
    ['RECOVERY_BATCH_SIZE', '101', 'too-large'],
    ['RECOVERY_BATCH_SIZE', '2,5', 'not-whole'],
    ['RECOVERY_BATCH_SIZE', 'fünf', 'no-number'],
    ['RECOVERY_BATCH_SIZE', '1e2', 'no-number'],
    ['RECOVERY_BATCH_SIZE', '5\nSERVICE_HOST=0.0.0.0', 'no-number'],
    ['ON_UNKNOWN', 'reprint', 'no-choice'],
  ] as const)('%s=%s is refused: %s', (key, typed, problem) => {
    expect(readTypedSetting(key, typed)).toEqual({ problem });
  });

  test('a decimal comma is a point', () => {
    expect(readTypedSetting('RECOVERY_BATCH_DELAY', ' 2,5 ')).toEqual({ value: '2.5' });
  });
});
