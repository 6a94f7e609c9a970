import { LockKeyhole } from 'lucide-react';
import type { Contract } from '../../src-shared/contract/contract.ts';
import { Button } from '../design/button.tsx';
import { Icon } from '../design/icon.tsx';
import { useTexts } from '../language/use-texts.ts';
import './roles.css';
import { lackingFor, type NeededRole, useSession } from './session.ts';
import { askToSignIn } from './sign-in.ts';

/** `Zum Bereitstellen braucht es die Rolle Technik.` */
export function useNeedWords(): (needed: NeededRole) => string {
  const text = useTexts('roles');
  return ({ needs, purpose }) => text('needed', { purpose, needs });
}

/** Beside what this window may not do as things stand: which role it needs, and the way to it. Otherwise nothing. */
export function RoleHint({ call }: { call: keyof Contract }) {
  const text = useTexts('roles');
  const words = useNeedWords();
  const needed = lackingFor(call, useSession());
  if (!needed) return null;
  return (
    <p className="role-hint">
      <Icon of={LockKeyhole} size={18} />
      <span>{words(needed)}</span>
      <Button kind="quiet" onPress={() => void askToSignIn(needed)}>
        {text('signIn')}
      </Button>
    </p>
  );
}
