import { lazy, Suspense, useEffect } from 'react';
import type { Target } from '../../src-shared/contract/targets.ts';
import { CommandSurfaces } from '../commands/command-surfaces.tsx';
import { Waiting } from '../design/waiting.tsx';
import { useTexts } from '../language/use-texts.ts';
import { signOffIn } from '../screens/sign-off/sign-off-place.ts';
import { useWatchedAfterCare } from '../stores/after-care.ts';
import { type Place, useNavigation } from '../stores/navigation.ts';
import { watchStatus } from '../stores/status.ts';
import { PracticeBand } from './practice-band.tsx';
import { Rail } from './rail.tsx';
import { useHeldSound } from './use-held-sound.ts';
import { WindowReminder } from './window-reminder.tsx';

const screens = {
  status: lazy(() => import('../screens/status/status-screen.tsx')),
  practice: lazy(() => import('../screens/practice/practice-room.tsx')),
  orders: lazy(() => import('../screens/orders/orders-screen.tsx')),
  deployment: lazy(() => import('../screens/deployment/deployment-screen.tsx')),
  mail: lazy(() => import('../screens/mail/mail-screen.tsx')),
  history: lazy(() => import('../screens/history/history-screen.tsx')),
  settings: lazy(() => import('../screens/settings/settings-screen.tsx')),
};

const SignOff = lazy(() => import('../screens/sign-off/sign-off-screen.tsx'));

/** The rail on the left, with the Pi and its state on top; the place in view beside it. */
export function Frame({ target }: { target: Target }) {
  const screen = useNavigation((state) => state.screen);
  const text = useTexts('common');
  useEffect(() => watchStatus(target.id), [target.id]);
  useHeldSound(target.id);
  useWatchedAfterCare(target.id);
  const place: Place = screen.name === 'place' ? screen.place : 'status';
  const detail = screen.name === 'place' ? screen.detail : null;
  const InView = signOffIn(detail) === null ? screens[place] : SignOff;
  useEffect(() => {
    document.title = `${text(`places.${place}`)} · ${target.name} · Bonwart`;
  }, [place, target.name, text]);
  return (
    <div className="frame">
      {target.kind === 'practice' ? <PracticeBand /> : null}
      <Rail target={target} place={place} />
      <main className="frame-content" id="content" tabIndex={-1}>
        <WindowReminder target={target} place={place} />
        <Suspense fallback={<Waiting />}>
          <InView key={`${place} ${detail ?? ''}`} target={target} detail={detail} />
        </Suspense>
      </main>
      <CommandSurfaces target={target} />
    </div>
  );
}

/** What every place gets. `detail` is what was opened in it, for example a run. */
export interface PlaceProps {
  readonly target: Target;
  readonly detail: string | null;
}
