import type { ErrorCode } from '../../contract/errors.ts';
import type { ErrorText } from '../error-text.ts';
import { errorsBeforeARun } from './errors-before-a-run.ts';
import { errorsOfMailSignIn } from './errors-of-mail-sign-in.ts';
import { errorsOfPeople } from './errors-of-people.ts';
import { errorsOfReadiness } from './errors-of-readiness.ts';
import { errorsOfRestoring } from './errors-of-restoring.ts';
import { errorsOfRunsAndService } from './errors-of-runs-and-service.ts';
import { errorsOfSaving } from './errors-of-saving.ts';

export const errors: Record<ErrorCode, ErrorText> = {
  ...errorsBeforeARun,
  ...errorsOfRunsAndService,
  ...errorsOfSaving,
  ...errorsOfReadiness,
  ...errorsOfRestoring,
  ...errorsOfPeople,
  ...errorsOfMailSignIn,
};
