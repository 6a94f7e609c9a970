import { lazy, Suspense } from 'react';
import { useSignInQuestion } from './sign-in.ts';

const SignInDialog = lazy(() => import('./sign-in-dialog.tsx'));

/** Where the question for a PIN appears. Once in the window. */
export function SignInPlace() {
  const { asked } = useSignInQuestion();
  if (!asked) return null;
  return (
    <Suspense>
      <SignInDialog needed={asked.needed} onEnd={asked.settle} />
    </Suspense>
  );
}
