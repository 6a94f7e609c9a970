import { expect, test } from 'vitest';
import { posixZone } from '../../../src-pi/service/time/posix-zone.ts';

const hoursAt = (rule: string, at: string) => Number(posixZone(rule)?.(Date.parse(at) / 1000)) / 3600;

test('summer begins and ends on the minute', () => {
  const berlin = 'CET-1CEST,M3.5.0,M10.5.0/3';
  expect(hoursAt(berlin, '2041-03-31T00:59:59Z')).toBe(1);
  expect(hoursAt(berlin, '2041-03-31T01:00:00Z')).toBe(2);
  expect(hoursAt(berlin, '2041-10-27T00:59:59Z')).toBe(2);
  expect(hoursAt(berlin, '2041-10-27T01:00:00Z')).toBe(1);
});

test('on the other half of the world the year begins in summer', () => {
  const auckland = 'NZST-12NZDT,M9.5.0,M4.1.0/3';
  expect(hoursAt(auckland, '2042-01-01T00:00:00Z')).toBe(13);
  expect(hoursAt(auckland, '2042-07-01T00:00:00Z')).toBe(12);
});

test('Ireland’s winter, hours below zero, names in brackets and zones without summer', () => {
  expect(hoursAt('IST-1GMT0,M10.5.0,M3.5.0/1', '2041-07-01T00:00:00Z')).toBe(1);
  expect(hoursAt('IST-1GMT0,M10.5.0,M3.5.0/1', '2041-12-01T00:00:00Z')).toBe(0);
  expect(hoursAt('<-02>2<-01>,M3.5.0/-1,M10.5.0/0', '2041-03-31T00:59:59Z')).toBe(-2);
  expect(hoursAt('<-02>2<-01>,M3.5.0/-1,M10.5.0/0', '2041-03-31T01:00:00Z')).toBe(-1);
  expect(hoursAt('<+0545>-5:45', '2041-07-01T00:00:00Z')).toBe(5.75);
});

test('what it does not know it says', () => {
  expect(posixZone('EST5EDT,J60,J300')).toBeNull();
  expect(posixZone('')).toBeNull();
});
