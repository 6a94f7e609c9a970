import { useEffect } from 'react';
import { trippedOf, type WatchedTrigger } from '../../../src-shared/guide/evaluate-triggers.ts';
import { announce } from '../../design/announcer.tsx';
import { StateMark, StateShape } from '../../design/state-mark.tsx';
import type { Tone } from '../../design/tone.ts';
import { clockTime, inLanguage } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';

const tones: Record<WatchedTrigger['state']['state'], Tone> = { quiet: 'good', tripped: 'bad', unknown: 'unknown' };

/** What would speak for going back, each with how it stands. */
export function RunTriggers({ watched }: { watched: readonly WatchedTrigger[] }) {
  const text = useTexts('guide');
  const language = useLanguage();
  if (watched.length === 0) return null;
  return (
    <section className="stack stretch">
      <h2>{text('triggers')}</h2>
      <p className="quiet">{text('triggersLead')}</p>
      <ul className="run-triggers">
        {watched.map(({ trigger, state }) => (
          <li key={trigger.id} className="row row-apart">
            <span>{inLanguage(trigger.title, language)}</span>
            <StateMark tone={tones[state.state]}>
              {state.state === 'tripped'
                ? text('trigger.tripped', { time: clockTime(state.since, language) })
                : text(`trigger.${state.state}`)}
            </StateMark>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The advice to go back, with its reason. Nothing while nothing has tripped. */
export function RunAdvice({ watched }: { watched: readonly WatchedTrigger[] }) {
  const text = useTexts('guide');
  const language = useLanguage();
  const [first] = trippedOf(watched);
  const words = first
    ? text('adviceWhy', {
        title: inLanguage(first.trigger.title, language),
        time: clockTime(first.since, language),
        advice: inLanguage(first.trigger.advice, language),
      })
    : null;
  const heading = text('advice');
  useEffect(() => {
    if (words) announce(`${heading}. ${words}`, true);
  }, [words, heading]);
  if (!words) return null;
  return (
    <section className="run-advice" aria-label={heading}>
      <StateShape tone="bad" size={22} />
      <div className="stack stack-tight">
        <h2>{heading}</h2>
        <p>{words}</p>
      </div>
    </section>
  );
}
