import { afterEach, expect, test } from 'vitest';
import { about, type Desk, drawn, kept, startDesk } from './signed-run.ts';

let desk: Desk;
afterEach(() => desk.close());

async function signedDesk(): Promise<void> {
  desk = await startDesk(kept);
  const { documentHash } = await desk.answerAll();
  await desk.sign(0, documentHash);
  await desk.sign(1, documentHash);
  const pen = { ...about, role: 'admin' as const, personId: desk.idOf(1), pin: '0815', signature: drawn };
  await desk.call('signOff.add', { ...pen, text: 'Am Dienstag nachgemessen' });
}

type Path = readonly (string | number)[];

/** Every place of a value at which something stands. */
function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Object.entries(value);
  return entries.length === 0
    ? [path]
    : entries.flatMap(([key, inner]) => leaves(inner, [...path, Array.isArray(value) ? Number(key) : key]));
}

/** The value with something else of the same kind at that place. */
function changed(value: unknown, [key, ...rest]: Path): unknown {
  if (key !== undefined) {
    const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
    Object.assign(copy, { [key]: changed((value as Record<string, unknown>)[key], rest) });
    return copy;
  }
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return /^[0-9a-f]{64}$/.test(value) ? 'f'.repeat(64) : `${value}x`;
  return 'x';
}

test('whatever is changed in whatever line is noticed', async () => {
  await signedDesk();
  expect((await desk.read()).chain).toEqual({ intact: true });
  const rows: { seq: number; line: string }[] = [];
  desk.tamper((database) => {
    rows.push(...(database.prepare('SELECT seq, line FROM sign_offs ORDER BY seq').all() as typeof rows));
  });
  expect(rows).toHaveLength(4);
  let tried = 0;
  for (const { seq, line } of rows) {
    for (const path of leaves(JSON.parse(line))) {
      const other = JSON.stringify(changed(JSON.parse(line), path));
      desk.tamper((database) => database.prepare('UPDATE sign_offs SET line = ? WHERE seq = ?').run(other, seq));
      expect(desk.panel().signOffs.state(), `line ${seq}, ${path.join('.')}`).toMatchObject({ intact: false });
      desk.tamper((database) => database.prepare('UPDATE sign_offs SET line = ? WHERE seq = ?').run(line, seq));
      tried += 1;
    }
  }
  expect(tried).toBeGreaterThan(150);
  expect(desk.panel().signOffs.state()).toEqual({ intact: true });
}, 60_000);

test.each([
  ['a line is taken out', 'DELETE FROM sign_offs WHERE seq = 2'],
  ['the last line is taken out', 'DELETE FROM sign_offs WHERE seq = 4'],
  ['all lines are taken out', 'DELETE FROM sign_offs'],
  ['a line is put to another run', "UPDATE sign_offs SET run_id = '20260101-000000-abcdef' WHERE seq = 3"],
  ['a line is put to another Pi', "UPDATE sign_offs SET target_id = 'theke' WHERE seq = 3"],
  ['spaces are added', "UPDATE sign_offs SET line = line || ' ' WHERE seq = 4"],
  ['a line is no JSON', "UPDATE sign_offs SET line = 'x' WHERE seq = 1"],
  ['the audit is changed', "UPDATE audit SET line = replace(line, 'Maria Löwe', 'Maria Lowe')"],
  ['the journal is changed', "UPDATE journal_lines SET line = replace(line, 'machine-checked', 'machine-checkeD')"],
  ['the journal is cut off', 'DELETE FROM journal_lines WHERE seq > 5'],
])('it is noticed when %s', async (_what, sql) => {
  await signedDesk();
  desk.tamper((database) => {
    expect(database.prepare(sql).run().changes).toBeGreaterThan(0);
  });
  expect(desk.panel().signOffs.state()).toMatchObject({ intact: false });
  const pen = { ...about, role: 'admin' as const, personId: desk.idOf(1), pin: '0815', signature: drawn };
  await expect(desk.call('signOff.add', { ...pen, text: 'Noch etwas' })).rejects.toThrow(/sign-off\.damaged/);
});
