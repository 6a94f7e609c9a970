import { expect, test } from 'vitest';
import { problemWith, settingChanges } from '../../src-renderer/screens/settings/service-draft.ts';

test('only what differs from what is in force is a change; the preset typed out is none', () => {
  const known = { RECOVERY_BATCH_SIZE: '8' };
  const typed = { RECOVERY_BATCH_SIZE: '8', RECOVERY_MAX_RETRIES: '3', RECOVERY_BATCH_DELAY: '1,5' };
  expect(settingChanges(known, typed)).toEqual({
    changes: [{ key: 'RECOVERY_BATCH_DELAY', before: '', after: '1.5' }],
    isValid: true,
  });
  expect(settingChanges(known, { RECOVERY_BATCH_SIZE: '' }).changes).toEqual([
    { key: 'RECOVERY_BATCH_SIZE', before: '8', after: '' },
  ]);
});

test('a field that cannot be read holds the rest back', () => {
  expect(settingChanges({}, { RECOVERY_BATCH_SIZE: 'x', RECOVERY_MAX_RETRIES: '4' })).toMatchObject({ isValid: false });
  expect(problemWith('RECOVERY_BATCH_SIZE', 'x')).toBe('no-number');
  expect(problemWith('RECOVERY_BATCH_SIZE', undefined)).toBeNull();
});
