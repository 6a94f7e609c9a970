import { useState } from 'react';
import { Button } from '../../design/button.tsx';
import { StateShape } from '../../design/state-mark.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { goTo } from '../../stores/navigation.ts';
import { type KnownStatus, useStatus } from '../../stores/status.ts';
import { HelpDialog } from './help-dialog.tsx';
import { type StatusHelp, statusSentence } from './sentence.ts';

/** The sentence that a waiter would say, what it means, and the one button that does the next right thing. */
export function StatusSentence() {
  const known = useStatus();
  const text = useTexts('status');
  const [help, setHelp] = useState<StatusHelp | null>(null);
  const sentence = statusSentence(known);
  const words = text(sentence.key);
  return (
    <section className="status-sentence">
      <StateShape tone={sentence.tone} size={48} />
      <div className="status-words">
        <h1 aria-live="polite">{words}</h1>
        <StatusMeaning known={known} />
        {sentence.help ? (
          <Button kind="primary" onPress={() => setHelp(sentence.help)}>
            {text(`help.${sentence.help}`)}
          </Button>
        ) : null}
        {sentence.goTo ? (
          <Button kind="primary" onPress={() => goTo(sentence.goTo ?? 'status')}>
            {text(`help.${sentence.goTo}`)}
          </Button>
        ) : null}
      </div>
      <HelpDialog help={help} onClose={() => setHelp(null)} />
    </section>
  );
}

const meanings = {
  'sentence.waiting': 'meaning.waiting',
  'sentence.fine': 'meaning.fine',
  'sentence.printing': 'meaning.fine',
  'sentence.question': 'meaning.question',
  'sentence.held': 'meaning.held',
  'sentence.wixOffline': 'meaning.wixOffline',
  'sentence.wixRefused': 'meaning.wixRefused',
  'sentence.piSilent': 'meaning.piSilent',
  'sentence.serviceSilent': 'meaning.serviceSilent',
  'sentence.notInstalled': 'meaning.notInstalled',
} as const;

/** What it means for the restaurant: how many tickets wait, or what happens to the orders meanwhile. */
function StatusMeaning({ known }: { known: KnownStatus }) {
  const text = useTexts('status');
  const { key, waiting } = statusSentence(known);
  const meaning = meanings[key as keyof typeof meanings];
  const words = waiting !== null ? text('waitingTickets', { count: waiting }) : meaning ? text(meaning) : '';
  return <p className="lead">{words}</p>;
}
