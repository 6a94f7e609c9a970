import type { ErrorCode } from '../contract/errors.ts';

/** What happened, what it means for the restaurant, and what to do next. */
export interface ErrorText {
  readonly happened: string;
  readonly meaning: string;
  readonly next: string;
}

/** A language's texts for some of the codes; `errors.ts` puts them together, and the compiler misses none. */
export type SomeErrorTexts = Partial<Record<ErrorCode, ErrorText>>;
