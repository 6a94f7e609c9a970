import type { SignOffView } from '../../../src-shared/contract/sign-off.ts';
import type { SigningRole } from '../../../src-shared/runbook/sign-off.ts';

/** What every part of the sign-off works with. */
export interface SignOffPart {
  readonly view: SignOffView;
  readonly about: { readonly targetId: string; readonly runId: string };
  readonly onChanged: (view: SignOffView) => void;
}

/** Nothing of it can be changed any more. */
export function isSigned(view: SignOffView): boolean {
  return view.signed.length > 0;
}

/** Roles that have not signed yet, in the runbook's order. */
export function rolesMissing({ document, signed }: SignOffView): SigningRole[] {
  return document.roles.filter((role) => !signed.some(({ line }) => line.type === 'signature' && line.role === role));
}
