import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { announcementSchema } from '../../src-shared/runbook/announcements.ts';
import {
  automaticItemSchema,
  checklistGroupSchema,
  humanItemSchema,
  ownItemSchema,
  readinessSchema,
} from '../../src-shared/runbook/readiness.ts';
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
import {
  afterCareSchema,
  criterionSchema,
  lookSchema,
  measures,
  signOffSchema,
  units,
  verificationSchema,
} from '../../src-shared/runbook/sign-off.ts';
import { triggerSchema } from '../../src-shared/runbook/triggers.ts';

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
    readinessSchema,
    checklistGroupSchema,
    automaticItemSchema,
    ownItemSchema,
    humanItemSchema,
    triggerSchema,
    announcementSchema,
    signOffSchema,
    verificationSchema,
    criterionSchema,
    afterCareSchema,
    lookSchema,
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

test('the page names every measure and every unit of the sign-off', () => {
  for (const name of [...Object.keys(measures), ...Object.keys(units)]) expect(prose).toContain(`\`${name}\``);
});
