import { afterAll, beforeAll, expect, test } from 'vitest';
import { crashPoints } from '../../src-pi/service/life/crash.ts';
import { seeded } from '../control/bench/deadline.ts';
import { bundledService, type ServiceBuild, serviceWithout } from './support/builds.ts';
import { aftermaths, type CrashCase, type PrinterKind, printerKinds, runCrashCase } from './support/crash-case.ts';

/*
 * The kill matrix: the service kills itself at each named point, and is started again. The printer's tape says what came of it.
 * `BONWART_FAULTS=all` runs every case, otherwise a sample that another `BONWART_SEED` changes.
 */
const everything = process.env.BONWART_FAULTS === 'all';
const seed = Number(process.env.BONWART_SEED ?? 20261123);
const kinds = Object.keys(printerKinds) as PrinterKind[];
const matrix: CrashCase[] = crashPoints.flatMap((point) =>
  kinds.flatMap((kind) => aftermaths.map((aftermath) => ({ point, kind, aftermath }))),
);
/** Up to here no byte that prints can have left us: the ticket must come by itself, and without a mark. */
const harmless = crashPoints.slice(0, crashPoints.indexOf('first-byte-after-commit'));
/** What a printer never leads past. */
const beyond: Readonly<Record<PrinterKind, RegExp>> = {
  A4: /^$/,
  A3: /^late-proof/,
  A1: /^(late-proof|stop|answer)/,
};

function sample(size: number): CrashCase[] {
  const random = seeded(seed);
  const one = (cases: readonly CrashCase[]) => cases[Math.floor(random() * cases.length)] as CrashCase;
  // Two of each printer where the ticket is on its way, the rest anywhere.
  const onTheWay = kinds.flatMap((kind) =>
    [1, 2].map(() => one(matrix.filter((item) => item.kind === kind && /^(body|tail|answer|result)/.test(item.point)))),
  );
  return [...new Set([...onTheWay, ...Array.from({ length: size }, () => one(matrix))])];
}

let build: ServiceBuild;
beforeAll(async () => {
  build = await bundledService();
});
afterAll(() => build.remove());

test('the points are enough', () => {
  expect(crashPoints.length).toBeGreaterThanOrEqual(24);
});

test.concurrent.for(everything ? matrix : sample(6))(
  `seed ${seed}: $kind printer, killed at $point, $aftermath`,
  async (item, context) => {
    const { broken, killedAtPoint, unknown, reprints, output } = await runCrashCase(item, build.program);
    context.expect(broken, output).toEqual([]);
    context.expect(killedAtPoint, output).toBe(!beyond[item.kind].test(item.point));
    if (harmless.includes(item.point)) context.expect([unknown, reprints], output).toEqual([0, 0]);
    else context.expect(reprints, output).toBe(unknown);
  },
);

test('without the mark before the first byte the promises break', async () => {
  const mutant = serviceWithout(
    'src-pi/service/database/attempts.ts',
    "database.prepare('UPDATE attempts SET first_byte_at = ? WHERE id = ?').run(now(), attemptId);",
    '',
  );
  try {
    const { broken } = await runCrashCase({ point: 'tail-sent', kind: 'A1', aftermath: 'kill' }, mutant.program);
    expect(broken.join('\n')).toContain('G2');
  } finally {
    mutant.remove();
  }
});
