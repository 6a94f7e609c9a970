import { z } from 'zod';
import { type Criterion, criterionSchema, type Measure, type Unit } from '../runbook/sign-off.ts';
import { type Measured, measuredSchema, notApplicable } from './measured.ts';

/** A criterion with what was measured. `not-applicable` says that it does not count here; `unknown` is never `met`. */
export const assessedCriterionSchema = z.object({
  criterion: criterionSchema,
  measured: measuredSchema,
  state: z.enum(['met', 'missed', 'unknown', 'not-applicable']),
});
export type AssessedCriterion = z.infer<typeof assessedCriterionSchema>;

/** One of a unit, in the measure's base unit. */
const sizes: Record<Unit, number> = {
  minutes: 60_000,
  seconds: 1000,
  milliseconds: 1,
  percent: 1,
  megabytes: 1,
  orders: 1,
  tickets: 1,
  mails: 1,
};

/** Each criterion against its target, in the order of the runbook. */
export function assessCriteria(
  criteria: readonly Criterion[],
  measures: Readonly<Partial<Record<Measure, Measured>>>,
): AssessedCriterion[] {
  return criteria.map((criterion) => {
    const found = measures[criterion.measure] ?? notApplicable;
    return { criterion, measured: found, state: stateOf(criterion, found) };
  });
}

/** A measured value in the unit of its criterion's target. */
export function inUnit(value: number, unit: Unit): number {
  return value / sizes[unit];
}

function stateOf({ target, unit, direction }: Criterion, found: Measured): AssessedCriterion['state'] {
  if (found.state !== 'measured') return found.state;
  const value = inUnit(found.value, unit);
  if (Number.isNaN(value)) return 'unknown';
  if (direction === 'below') return value < target ? 'met' : 'missed';
  if (direction === 'at-most') return value <= target ? 'met' : 'missed';
  return value >= target ? 'met' : 'missed';
}
