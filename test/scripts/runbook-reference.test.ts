import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  actionNames,
  askStepSchema,
  commandSchema,
  phaseSchema,
  runbookSchema,
  runStepSchema,
  settingSchema,
  useStepSchema,
} from '../../src-shared/runbook/schema.ts';

const page = readFileSync('docs/runbooks.md', 'utf8');
const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
const prose = page.replace(example, '');

test('the documented example is a runbook', () => {
  expect(runbookSchema.safeParse(parse(example)).error).toBeUndefined();
});

test('the documented example uses every field there is, and the prose names each', () => {
  const schemas = [
    runbookSchema,
    phaseSchema,
    useStepSchema,
    runStepSchema,
    askStepSchema,
    settingSchema,
    commandSchema,
  ];
  const fields = new Set(schemas.flatMap((schema) => Object.keys(schema.shape)));
  expect(fields.size).toBeGreaterThan(20);
  for (const field of fields) {
    expect(example, `example uses ${field}`).toMatch(new RegExp(`\\b${field}:`));
    expect(prose, `prose names ${field}`).toContain(`\`${field}\``);
  }
});

test('the page names every built-in action', () => {
  for (const action of actionNames) expect(prose).toContain(`| \`${action}\` |`);
});
