import type { ErrorCode } from '../../contract/errors.ts';
import type { ErrorText } from '../error-text.ts';
import { errorsBeforeARun } from './errors-before-a-run.ts';
import { errorsOfRunsAndService } from './errors-of-runs-and-service.ts';

export const errors: Record<ErrorCode, ErrorText> = { ...errorsBeforeARun, ...errorsOfRunsAndService };
