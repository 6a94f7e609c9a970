import { expect, test } from 'vitest';
import { backupName, backupsToKeep } from '../../../src-pi/service/storage/backup-files.ts';

const day = 24 * 60 * 60 * 1000;
const newest = Date.parse('2026-11-23T03:30:00Z');
const nightly = (nights: number) =>
  Array.from({ length: nights }, (_, index) => ({ path: String(index), at: new Date(newest - index * day) }));

test('of a year of nights seven days and four weeks are kept, the newest of each', () => {
  const kept = [...backupsToKeep(nightly(365))].map(({ path }) => Number(path));
  expect(kept.slice(0, 7)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(kept).toHaveLength(11);
  expect(Math.max(...kept)).toBeLessThanOrEqual(7 + 5 * 7);
  // Night by night the same are kept as at once.
  let left = nightly(0);
  for (const backup of nightly(365).reverse()) left = [...backupsToKeep([...left, backup])];
  expect(left.length).toBeGreaterThanOrEqual(11);
  expect(left.length).toBeLessThanOrEqual(12);
});

test('several of one day count as one, and few are all kept', () => {
  const many = Array.from({ length: 50 }, (_, index) => ({
    path: String(index),
    at: new Date(newest - index * 60_000),
  }));
  expect([...backupsToKeep(many)].map(({ path }) => path)).toEqual(['0']);
  expect(backupsToKeep(nightly(5)).size).toBe(5);
  expect(backupsToKeep([]).size).toBe(0);
});

test('names sort as their times', () => {
  expect(backupName(new Date(newest))).toBe('printer_service-2026-11-23T03-30-00Z.db');
});
