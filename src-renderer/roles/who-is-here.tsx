import { LogIn, LogOut } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useAct } from '../bridge/use-call.ts';
import { Icon } from '../design/icon.tsx';
import { useTexts } from '../language/use-texts.ts';
import './roles.css';
import { useSession } from './session.ts';
import { askToSignIn } from './sign-in.ts';

/** In the rail's foot: who is signed in, and the way in or out. Nothing while everybody may do everything. */
export function WhoIsHere() {
  const text = useTexts('roles');
  const { rolesCount, role, person, idleMinutes, lockedByIdling } = useSession();
  const signOut = useAct('session.signOut');
  if (!rolesCount) return null;
  return (
    <div className="who-is-here">
      <p>
        <span className="hidden-words">{text('whoIsHere')}</span>
        <strong>{person?.name ?? text('role.staff')}</strong>
        {person ? <span className="quiet small">{text(`role.${role}`)}</span> : null}
        {lockedByIdling && !person ? (
          <span className="quiet small">{text('lockedByIdling', { count: idleMinutes })}</span>
        ) : null}
      </p>
      {person ? (
        <AriaButton className="rail-place" isDisabled={signOut.busy} onPress={() => void signOut.act({})}>
          <Icon of={LogOut} />
          {text('signOut')}
        </AriaButton>
      ) : (
        <AriaButton className="rail-place" onPress={() => void askToSignIn(null)}>
          <Icon of={LogIn} />
          {text('signIn')}
        </AriaButton>
      )}
    </div>
  );
}
