import { z } from 'zod';

/** What a runner says at its end. `skips` names each skipped test and, where the test says so, why. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly skips: readonly string[];
}

export const nothing: Counts = { passed: 0, failed: 0, skipped: 0, skips: [] };

export function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    skips: [...a.skips, ...b.skips],
  };
}

const vitestSchema = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/** Reads vitest's JSON report. A file that fails before its first test counts as one failure. */
export function readVitest(report: unknown): Counts {
  const { success, testResults } = vitestSchema.parse(report);
  const tests = testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const failedTests = tests.filter(({ status }) => status === 'failed').length;
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((each) => each.status === 'failed'),
  ).length;
  const skips = tests
    .filter(({ status }) => status !== 'passed' && status !== 'failed')
    .map(({ fullName }) => fullName);
  const failed = failedTests + brokenFiles;
  // An error outside every test (an unhandled rejection) fails the run although each test passed.
  return { passed, failed: success ? failed : Math.max(failed, 1), skipped: skips.length, skips };
}

const annotationSchema = z.object({ type: z.string(), description: z.string().optional() });
const suiteSchema = z.object({
  specs: z
    .array(
      z.object({
        title: z.string(),
        tests: z.array(z.object({ status: z.string(), annotations: z.array(annotationSchema).default([]) })),
      }),
    )
    .default([]),
  get suites() {
    return z.array(suiteSchema).default([]);
  },
});
const playwrightSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  suites: z.array(suiteSchema).default([]),
  errors: z.array(z.unknown()).default([]),
});
type Suite = z.infer<typeof suiteSchema>;

/** Reads Playwright's JSON report. A test that passed only at the second try counts as failed. */
export function readPlaywright(report: unknown): Counts {
  const { stats, suites, errors } = playwrightSchema.parse(report);
  const failed = stats.unexpected + stats.flaky;
  return {
    passed: stats.expected,
    failed: errors.length > 0 ? Math.max(failed, 1) : failed,
    skipped: stats.skipped,
    skips: suites.flatMap(skipsOf),
  };
}

function skipsOf({ specs, suites }: Suite): string[] {
  const own = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === 'skipped')
      .map(({ annotations }) => {
        const why = annotations.find(({ type }) => type === 'skip')?.description;
        return why ? `${title}: ${why}` : title;
      }),
  );
  return [...own, ...suites.flatMap(skipsOf)];
}
