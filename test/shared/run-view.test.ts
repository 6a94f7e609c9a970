import { expect, test } from 'vitest';
import { viewOf } from '../../src-shared/bonctl/run-view.ts';

test('an empty journal has no view', () => {
  expect(viewOf([])).toBeNull();
});
