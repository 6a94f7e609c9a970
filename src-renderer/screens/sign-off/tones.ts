import type { SignOffStatus } from '../../../src-shared/sign-off/document.ts';
import type { AssessedCriterion } from '../../../src-shared/sign-off/evaluate.ts';
import type { Tone } from '../../design/tone.ts';

export const criterionTones: Record<AssessedCriterion['state'], Tone> = {
  met: 'good',
  missed: 'bad',
  unknown: 'unknown',
  'not-applicable': 'good',
};

export const statusTones: Record<SignOffStatus, Tone> = {
  open: 'unknown',
  success: 'good',
  partial: 'attention',
  'rolled-back': 'attention',
};
