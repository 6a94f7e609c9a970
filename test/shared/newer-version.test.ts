import { expect, test } from 'vitest';
import { isNewer } from '../../src-shared/bonctl/newer-version.ts';

test('versions are ordered by their numbers, and what comes before a release is older than it', () => {
  const ordered = [
    '0.0.1-practice',
    '0.0.1',
    '0.3.0',
    '0.3.1',
    '0.10.0-alpha',
    '0.10.0-beta',
    '0.10.0',
    '1.0.0',
    '10.0.0',
  ];
  for (const [index, one] of ordered.entries())
    for (const [place, other] of ordered.entries())
      expect([one, other, isNewer(one, other)]).toEqual([one, other, index > place]);
});
