import { expect, test } from 'vitest';
import { keepRemindingOfLooks } from '../../../src-main/host-electron/look-reminder.ts';
import { createAnnouncer } from '../../../src-main/panel/announcer.ts';

test('a look that asks for a person is told once, with the version as it is called; others are not', () => {
  const changes = createAnnouncer();
  let state = 'waits';
  const look = { id: 'day', title: { de: 'Nach einem Tag', en: 'After a day' } };
  const told: string[] = [];
  const end = keepRemindingOfLooks(
    {
      panel: {
        targets: { all: () => [{ id: 'kueche', name: 'Küche' }] },
        preferences: { read: () => ({ language: 'de' }) },
      },
      caretaker: {
        read: () => [{ runId: 'run', version: '0.5.0-$&', looks: [{ look, state }] }],
        listen: changes.listen,
      },
    } as never,
    (title, body) => told.push(`${title} | ${body}`),
  );
  expect(told).toEqual([]);
  state = 'asks';
  changes.announce();
  changes.announce();
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^Küche \| .*Nach einem Tag.*/);
  expect(told[0]).toContain('0.5.0-$&');
  end();
});
