import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';

/** What a runner says at its end. `skips` names each skipped test and, where the test says so, why. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly skips: readonly string[];
  /** Each failed test by name, with the beginning of what it says. */
  readonly failures: readonly string[];
}

export const nothing: Counts = { passed: 0, failed: 0, skipped: 0, skips: [], failures: [] };

export function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    skips: [...a.skips, ...b.skips],
    failures: [...a.failures, ...b.failures],
  };
}

const vitestSchema = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).default([]) }),
      ),
    }),
  ),
});

/** Reads vitest's JSON report. A file that fails before its first test counts as one failure. */
export function readVitest(report: unknown): Counts {
  const { success, testResults } = vitestSchema.parse(report);
  const tests = testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const failedTests = tests
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => failure(fullName, failureMessages));
  const brokenFiles = testResults
    .filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((each) => each.status === 'failed'),
    )
    .map(({ name, message }) => failure(name, [message]));
  const skips = tests
    .filter(({ status }) => status !== 'passed' && status !== 'failed')
    .map(({ fullName }) => fullName);
  const failures = [...failedTests, ...brokenFiles];
  // An error outside every test (an unhandled rejection) fails the run although each test passed.
  if (!success && failures.length === 0) failures.push('an error outside every test');
  return { passed, failed: failures.length, skipped: skips.length, skips, failures };
}

/** A name and the first lines of what was said, short enough for the end of a long output. */
function failure(name: string, messages: readonly string[]): string {
  const said = stripVTControlCharacters(messages.join('\n'))
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 6)
    .map((line) => `    ${line.slice(0, 300)}`);
  return [name, ...said].join('\n');
}

const annotationSchema = z.object({ type: z.string(), description: z.string().optional() });
const resultSchema = z.object({ errors: z.array(z.object({ message: z.string().default('') })).default([]) });
const suiteSchema = z.object({
  specs: z
    .array(
      z.object({
        title: z.string(),
        tests: z.array(
          z.object({
            status: z.string(),
            annotations: z.array(annotationSchema).default([]),
            results: z.array(resultSchema).default([]),
          }),
        ),
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

/**
 * Reads Playwright's JSON report. A test that passed only at its second try (there is one in CI alone, as for vitest) has
 * passed; the list reporter names it as flaky.
 */
export function readPlaywright(report: unknown): Counts {
  const { stats, suites, errors } = playwrightSchema.parse(report);
  const failures = suites.flatMap(failuresOf);
  if (errors.length > 0 && failures.length === 0)
    failures.push(failure('the run in the browser', errors.map(messageOf)));
  return {
    passed: stats.expected + stats.flaky,
    failed: failures.length,
    skipped: stats.skipped,
    skips: suites.flatMap(skipsOf),
    failures,
  };
}

function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : JSON.stringify(error);
}

function failuresOf({ specs, suites }: Suite): string[] {
  const own = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected')
      .map(({ results }) =>
        failure(
          title,
          results.flatMap(({ errors }) => errors.map(({ message }) => message)),
        ),
      ),
  );
  return [...own, ...suites.flatMap(failuresOf)];
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
