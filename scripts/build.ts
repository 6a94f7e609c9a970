import { parseArgs } from 'node:util';
import { sweepObjects } from './build/objects.ts';
import { buildPayload, type PayloadName, payloadNames } from './build/payload.ts';
import { allPrograms, buildProgram } from './build/programs.ts';
import { buildRenderer } from './build/renderer.ts';

const parts = ['renderer', 'main', 'payload'] as const;
type Part = (typeof parts)[number];

const usage = `npm run build [-- --only renderer|main|payload] [-- --architecture x64|arm64|practice]
Builds the window, the programs of the PC and the payloads that go to a target, skipping what is fresh.
Without --architecture a foreign runtime that cannot be fetched is skipped with one line; with it that is an error.`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    architecture: { type: 'string', multiple: true },
    help: { type: 'boolean' },
  },
});

if (values.help) console.log(usage);
else await buildAll(chosenParts(values.only), values.architecture?.map(payloadNamed));

async function buildAll(chosen: readonly Part[], asked: readonly PayloadName[] | undefined): Promise<void> {
  if (chosen.includes('renderer')) say('renderer', await timed(buildRenderer));
  for (const program of allPrograms)
    if (chosen.includes(program.room)) say(program.name, await timed(() => buildProgram(program)));
  if (!chosen.includes('payload')) return;
  for (const name of asked ?? payloadNames) {
    try {
      say(`payload ${name}`, await timed(() => buildPayload(name, asked !== undefined)));
    } catch (error) {
      if (asked !== undefined || name !== 'linux-arm64') throw error;
      say(`payload ${name}`, { result: `skipped: ${error instanceof Error ? error.message : error}`, seconds: 0 });
    }
  }
  sweepObjects();
}

async function timed(act: () => Promise<string>): Promise<{ result: string; seconds: number }> {
  const start = performance.now();
  return { result: await act(), seconds: (performance.now() - start) / 1000 };
}

function say(name: string, { result, seconds }: { result: string; seconds: number }): void {
  if (result !== 'fresh')
    console.log(`build: ${name} ${result}${result === 'built' ? ` in ${seconds.toFixed(1)} s` : ''}`);
}

function chosenParts(asked: readonly string[] | undefined): readonly Part[] {
  if (!asked) return parts;
  return asked.map((name) => {
    const part = parts.find((known) => known === name);
    if (!part) throw new Error(`there is no part ${name}\n${usage}`);
    return part;
  });
}

function payloadNamed(architecture: string): PayloadName {
  const name = payloadNames.find((known) => known === architecture || known === `linux-${architecture}`);
  if (!name) throw new Error(`there is no architecture ${architecture}\n${usage}`);
  return name;
}
