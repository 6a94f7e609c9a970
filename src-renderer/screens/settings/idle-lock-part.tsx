import { useAct } from '../../bridge/use-call.ts';
import { ChoiceCards } from '../../design/choice.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { useSession } from '../../roles/session.ts';

const offered = [5, 10, 30, 60] as const;

/** After how long without anybody at it the window is the staff's again. */
export function IdleLockPart() {
  const text = useTexts('people');
  const { idleMinutes } = useSession();
  const change = useAct('people.setIdleLock');
  const minutes = [...new Set([...offered, idleMinutes])].sort((one, other) => one - other);
  return (
    <section className="settings-part settings-part-wide">
      <h2>{text('idleTitle')}</h2>
      <p>{text('idleMeaning')}</p>
      <ChoiceCards
        label={text('idleLabel')}
        across
        value={String(idleMinutes)}
        onChange={(value) => void change.act({ minutes: Number(value) })}
        choices={minutes.map((count) => ({ value: String(count), title: text('minutes', { count }) }))}
      />
      {change.error ? <ErrorNotice error={change.error} /> : null}
    </section>
  );
}
