import { CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import { calendarFile } from '../../../src-shared/guide/calendar-file.ts';
import { whenInWords } from '../../../src-shared/guide/due-announcements.ts';
import {
  busynessOf,
  type MaintenanceWindow,
  ordersOf,
  proposeWindows,
  windowState,
} from '../../../src-shared/guide/quiet-hours.ts';
import { useCall } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import type { Tone } from '../../design/tone.ts';
import { Waiting } from '../../design/waiting.tsx';
import { clockTime } from '../../language/format.ts';
import { useNow } from '../../language/time.tsx';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { Heat } from './heat.tsx';

interface WindowSectionProps {
  readonly targetId: string;
  readonly pi: string;
  readonly version: string;
  readonly chosen: MaintenanceWindow | null;
  readonly busy: boolean;
  readonly choose: (window: MaintenanceWindow | null) => void;
}

const tones: Record<ReturnType<typeof windowState>, Tone> = {
  ahead: 'good',
  soon: 'good',
  open: 'good',
  past: 'attention',
};

/** When it suits: the restaurant's own quiet hours, one of them chosen, and the appointment for the calendar. */
export function WindowSection({ targetId, pi, version, chosen, busy, choose }: WindowSectionProps) {
  const text = useTexts('guide');
  const now = useNow(30_000);
  const { answer, again } = useCall('guide.busyHours', { targetId });
  const week = answer.state === 'loaded' ? busynessOf(answer.value.hours) : null;
  const proposals = week ? proposeWindows(week, new Date(now)) : [];
  return (
    <section className="stack stretch">
      <h2>{text('time')}</h2>
      <Chosen chosen={chosen} now={now} />
      {chosen ? (
        <div className="row">
          <Button icon={CalendarPlus} onPress={() => saveCalendar({ targetId, pi, version, chosen, now, text })}>
            {text('calendar')}
          </Button>
          <Button isDisabled={busy} onPress={() => choose(null)}>
            {text('forget')}
          </Button>
        </div>
      ) : null}
      {answer.state === 'loading' ? <Waiting onAgain={again} /> : null}
      {answer.state === 'refused' ? <p className="quiet">{text('noHours')}</p> : null}
      {week && proposals.length === 0 ? <p className="quiet">{text('few', { orders: ordersOf(week) })}</p> : null}
      {week && proposals.length > 0 ? (
        <>
          <p>{text('proposed')}</p>
          <div className="row">
            {proposals.map((window) => (
              <Proposal key={window.from} window={window} busy={busy} chosen={chosen} choose={choose} />
            ))}
          </div>
          <Heat week={week} chosen={chosen} />
        </>
      ) : null}
      <OtherTime busy={busy} choose={choose} />
    </section>
  );
}

function Chosen({ chosen, now }: { chosen: MaintenanceWindow | null; now: number }) {
  const text = useTexts('guide');
  const language = useLanguage();
  if (!chosen) return <StateMark tone="unknown">{text('timeNone')}</StateMark>;
  const state = windowState(chosen, now);
  const values = { when: whenInWords(chosen.from, language), to: clockTime(chosen.to, language) };
  return <StateMark tone={tones[state]}>{text(`timeState.${state}`, values)}</StateMark>;
}

function Proposal(props: Pick<WindowSectionProps, 'chosen' | 'busy' | 'choose'> & { window: MaintenanceWindow }) {
  const text = useTexts('guide');
  const language = useLanguage();
  const when = whenInWords(props.window.from, language);
  const isChosen = props.chosen?.from === props.window.from;
  return (
    <Button
      aria-label={text('choose', { when })}
      isDisabled={props.busy || isChosen}
      onPress={() => props.choose(props.window)}
    >
      {when}
    </Button>
  );
}

/** A time of one's own, an hour long. */
function OtherTime({ busy, choose }: Pick<WindowSectionProps, 'busy' | 'choose'>) {
  const text = useTexts('guide');
  const [typed, setTyped] = useState('');
  const from = typed ? new Date(typed) : null;
  const fits = from !== null && !Number.isNaN(from.getTime()) && from.getTime() > Date.now();
  const act = () => {
    if (!from || !fits) return;
    choose({ from: from.toISOString(), to: new Date(from.getTime() + 3_600_000).toISOString() });
    setTyped('');
  };
  return (
    <div className="guide-other">
      <label className="field">
        <span className="field-label">{text('otherTime')}</span>
        <input
          className="input"
          type="datetime-local"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <Button isDisabled={!fits || busy} onPress={act}>
        {text('take')}
      </Button>
    </div>
  );
}

/** Gives the appointment to the browser as a file. */
function saveCalendar(asked: {
  readonly targetId: string;
  readonly pi: string;
  readonly version: string;
  readonly chosen: MaintenanceWindow;
  readonly now: number;
  readonly text: ReturnType<typeof useTexts<'guide'>>;
}): void {
  const { targetId, pi, version, chosen, now, text } = asked;
  const file = calendarFile({
    id: `${targetId}-${version}`,
    window: chosen,
    title: text('calendarTitle', { pi }),
    description: text('calendarText', { version }),
    now,
  });
  const address = URL.createObjectURL(new Blob([file], { type: 'text/calendar' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'bonwart.ics';
  link.click();
  // The download has begun by then; an address that is kept would keep the file in memory.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
