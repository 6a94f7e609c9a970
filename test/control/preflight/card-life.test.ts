import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cardUsedPercent, parseLifeTime } from '../../../src-pi/control/preflight/card-life.ts';

let devices: string;
beforeEach(() => {
  devices = mkdtempSync(join(tmpdir(), 'bonwart-cards-'));
});
afterEach(() => rmSync(devices, { recursive: true }));

test.each([
  ['0x01 0x01\n', 10],
  ['0x01 0x0a', 100],
  ['0x0b 0x0b', 100],
  ['0x09 0x02', 90],
  ['0x00 0x00', null],
  ['0xff 0x7f', null],
  ['', null],
  ['no estimate', null],
])('an estimate of %j means %s percent', (text, percent) => {
  expect(parseLifeTime(text)).toBe(percent);
});

test('of several cards the oldest counts; one that tells nothing is passed over', () => {
  for (const [name, told] of Object.entries({
    'mmc0:0001': '0x02 0x03',
    'mmc1:0001': '0x09 0x01',
    'mmc2:aaaa': null,
  })) {
    mkdirSync(join(devices, name));
    if (told !== null) writeFileSync(join(devices, name, 'life_time'), told);
  }
  expect(cardUsedPercent(devices)).toBe(90);
  expect(cardUsedPercent(join(devices, 'none'))).toBeNull();
});
