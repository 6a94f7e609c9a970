import { type PreflightFinding, stateOf } from '../../../src-shared/bonctl/preflight.ts';
import type { Language } from '../../../src-shared/localized.ts';
import { StateShape } from '../../design/state-mark.tsx';
import type { Tone } from '../../design/tone.ts';
import { bytes, dayAndTime, duration, number } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { type Say, useTexts } from '../../language/use-texts.ts';

const tones = { fine: 'good', warning: 'attention', 'no-go': 'bad', unknown: 'unknown' } as const satisfies Record<
  string,
  Tone
>;

/** What was found, a sentence each, and what to do about it. */
export function FindingList({ findings }: { findings: readonly PreflightFinding[] }) {
  const text = useTexts('preflight');
  const language = useLanguage();
  return (
    <ul className="findings">
      {findings.map((finding) => (
        <li key={finding.check} className="finding">
          <StateShape tone={tones[stateOf(finding)]} size={20} />
          <div>
            <p>{text(`says.${finding.reason}`, shown(finding, language))}</p>
            <Remedy reason={finding.reason} text={text} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Remedy({ reason, text }: { reason: PreflightFinding['reason']; text: Say<'preflight'> }) {
  const state = stateOf({ reason });
  if (state !== 'warning' && state !== 'no-go') return null;
  // Each of these has one: a test holds that.
  return <p className="quiet">{text(`remedy.${reason}` as Parameters<Say<'preflight'>>[0])}</p>;
}

/** Bytes, seconds and times as people read them. */
function shown({ data }: PreflightFinding, language: Language): Record<string, string | number> {
  const forms: Record<string, (value: string | number) => string> = {
    free: (value) => bytes(Number(value), language),
    needed: (value) => bytes(Number(value), language),
    seconds: (value) => duration(Number(value) * 1000, language),
    celsius: (value) => number(Number(value), language),
    load: (value) => number(Number(value), language, 1),
    time: (value) => dayAndTime(String(value), language),
    since: (value) => dayAndTime(String(value), language),
  };
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      Object.hasOwn(forms, name) ? (forms[name]?.(value) ?? value) : value,
    ]),
  );
}
