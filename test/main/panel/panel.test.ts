import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashOfLine, noLineBefore } from '../../../src-main/panel/chain.ts';
import { openPanelDatabase } from '../../../src-main/panel/database.ts';
import { openPanel, type Panel } from '../../../src-main/panel/panel.ts';
import { newTargetId, type PairedTarget } from '../../../src-main/panel/targets.ts';

const migrations = join(import.meta.dirname, '../../../migrations/panel');
let folder: string;
let panel: Panel;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bonwart-panel-'));
  panel = openPanel(folder, migrations);
});
afterEach(() => {
  panel.close();
  rmSync(folder, { recursive: true });
});

const kitchen: PairedTarget = {
  id: 'kueche',
  name: 'Küche',
  kind: 'pi',
  address: 'kueche.local',
  port: 22,
  user: 'pi',
  hostKey: 'SHA256:abc',
  publicKey: 'ssh-ed25519 AAAA',
  pairedAt: '2026-11-23T10:00:00Z',
};
const runId = '20261123-100000-abcdef';

function journal(count: number): string[] {
  const lines: string[] = [];
  for (let seq = 1; seq <= count; seq += 1) {
    const previous = lines.length ? hashOfLine(lines.at(-1) ?? '') : noLineBefore;
    lines.push(
      JSON.stringify({ type: 'engine-started', seq, at: 't', bootId: 'b', previous, pid: seq, resumed: false }),
    );
  }
  return lines;
}

test('the database is in WAL with synchronous=FULL, and opens again with what it holds', () => {
  panel.targets.save(kitchen);
  panel.preferences.change({ language: 'en' });
  panel.close();
  const database = openPanelDatabase(join(folder, 'panel.db'), migrations);
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(database.pragma('synchronous', { simple: true })).toBe(2);
  database.close();
  panel = openPanel(folder, migrations);
  expect(panel.targets.get('kueche')).toEqual(kitchen);
  expect(panel.preferences.read()).toEqual({
    ...{ language: 'en', theme: 'system', sound: 'off', notices: 'on', firstSteps: 'shown' },
  });
});

test('a migration that fails changes nothing and says so', () => {
  const broken = mkdtempSync(join(tmpdir(), 'bonwart-migrations-'));
  writeFileSync(join(broken, '0001-good.sql'), 'CREATE TABLE good (id INTEGER);');
  writeFileSync(join(broken, '0002-bad.sql'), 'CREATE TABLE second (id INTEGER); NONSENSE;');
  const file = join(broken, 'panel.db');
  expect(() => openPanelDatabase(file, broken)).toThrow(/panel\.database/);
  const database = new Database(file);
  expect(database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()).toEqual([]);
  database.close();
  rmSync(broken, { recursive: true });
});

test('a file of a newer program is refused, not touched', () => {
  const file = join(folder, 'newer.db');
  const database = new Database(file);
  database.pragma('user_version = 99');
  database.close();
  expect(() => openPanelDatabase(file, migrations)).toThrow(/schema 99/);
});

test('listeners hear of a new target, and an unknown one is refused', () => {
  let heard = 0;
  const stop = panel.targets.listen(() => {
    heard += 1;
  });
  panel.targets.save(kitchen);
  stop();
  panel.targets.remove('kueche');
  expect(heard).toBe(1);
  expect(() => panel.targets.get('kueche')).toThrow(/target\.unknown/);
});

test.each([
  ['Küche 1', 'kueche-1'],
  ['  ', 'pi'],
  ['Straße!!', 'strasse'],
  ['厨房', 'pi'],
])('the name %j gives the identifier %s', (name, id) => {
  expect(newTargetId(name, () => false)).toBe(id);
  expect(newTargetId(name, (taken) => taken === id)).toBe(`${id}-2`);
});

test('a journal is mirrored in order, again without harm, and not with a gap, a change or a foreign line', () => {
  const lines = journal(5);
  panel.journals.mirror('kueche', runId, lines.slice(0, 2));
  panel.journals.mirror('kueche', runId, lines.slice(1, 3));
  expect(panel.journals.lastSeq('kueche', runId)).toBe(3);
  const hostile = {
    gap: [lines[4] ?? ''],
    changed: [(lines[1] ?? '').replace('"pid":2', '"pid":3')],
    foreign: [(lines[3] ?? '').replace(/"previous":"[0-9a-f]+"/, `"previous":"${noLineBefore}"`)],
    noise: ['{'],
    'good then noise': [lines[3] ?? '', 'x'],
  };
  for (const [what, mirrored] of Object.entries(hostile)) {
    expect(() => panel.journals.mirror('kueche', runId, mirrored), what).toThrow(/run\.journal-damaged/);
    expect(panel.journals.lastSeq('kueche', runId), what).toBe(3);
  }
  expect(panel.journals.entries('kueche', runId, 2).map(({ seq }) => seq)).toEqual([2, 3]);
});

test('the audit chain tells when a line was changed or taken out', () => {
  for (const person of ['Anna', 'Ben', 'Cem'])
    panel.audit.add({ action: 'decided', targetId: 'kueche', person, data: { choice: 'confirm' } });
  expect(panel.audit.firstDamaged()).toBeNull();
  const database = new Database(join(folder, 'panel.db'));
  database.prepare("UPDATE audit SET line = replace(line, 'Ben', 'Ina') WHERE seq = 2").run();
  expect(panel.audit.firstDamaged()).toBe(3);
  database.prepare('DELETE FROM audit WHERE seq = 2').run();
  expect(panel.audit.firstDamaged()).toBe(3);
  database.close();
});
