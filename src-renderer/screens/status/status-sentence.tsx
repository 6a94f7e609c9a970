import { useState } from 'react';
import { Button } from '../../design/button.tsx';
import { StateShape } from '../../design/state-mark.tsx';
import { clockTime } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { goTo } from '../../stores/navigation.ts';
import { useStatus } from '../../stores/status.ts';
import { HelpDialog } from './help-dialog.tsx';
import { type StatusSentence as Sentence, type SentenceKey, type StatusHelp, statusSentence } from './sentence.ts';

/** The sentence that a waiter would say, what it means, and the one button that does the next right thing. */
export function StatusSentence() {
  const known = useStatus();
  const text = useTexts('status');
  const helpText = useTexts('help');
  const language = useLanguage();
  const [help, setHelp] = useState<StatusHelp | null>(null);
  const sentence = statusSentence(known);
  const printed = known.last?.lastPrinted;
  const words = text(sentence.key, {
    name: known.last?.printer.name,
    number: printed?.orderNumber,
    time: printed ? clockTime(printed.at, language) : '',
  });
  return (
    <section className="status-sentence">
      <StateShape tone={sentence.tone} size={48} />
      <div className="status-words">
        <h1 aria-live="polite">{words}</h1>
        <StatusMeaning sentence={sentence} />
        {sentence.help ? (
          <Button kind="primary" onPress={() => setHelp(sentence.help)}>
            {helpText(`title.${sentence.help}`)}
          </Button>
        ) : null}
        {sentence.goTo ? (
          <Button kind="primary" onPress={() => goTo(sentence.goTo ?? 'status')}>
            {text(`go.${sentence.goTo}`)}
          </Button>
        ) : null}
      </div>
      <HelpDialog help={help} onClose={() => setHelp(null)} />
    </section>
  );
}

const meanings: Partial<Record<SentenceKey, Parameters<ReturnType<typeof useTexts<'status'>>>[0]>> = {
  'sentence.waiting': 'meaning.waiting',
  'sentence.fine': 'meaning.fine',
  'sentence.fineLast': 'meaning.fine',
  'sentence.printing': 'meaning.fine',
  'sentence.question': 'meaning.question',
  'sentence.held': 'meaning.held',
  'sentence.wixOffline': 'meaning.wixOffline',
  'sentence.wixFailing': 'meaning.wixFailing',
  'sentence.wixRefused': 'meaning.wixRefused',
  'sentence.piSilent': 'meaning.piSilent',
  'sentence.notHeard': 'meaning.notHeard',
  'sentence.serviceSilent': 'meaning.serviceSilent',
  'sentence.notInstalled': 'meaning.notInstalled',
  'sentence.mailFailing': 'meaning.mailFailing',
  'sentence.storage.low': 'meaning.storageLow',
  'sentence.storage.full': 'meaning.storage',
  'sentence.storage.read-only': 'meaning.storage',
  'sentence.storage.damaged': 'meaning.storage',
};

/** What it means for the restaurant: how many tickets wait, or what happens to the orders meanwhile. */
function StatusMeaning({ sentence: { key, waiting } }: { sentence: Sentence }) {
  const text = useTexts('status');
  const meaning = meanings[key];
  const words = waiting !== null ? text('waitingTickets', { count: waiting }) : meaning ? text(meaning) : '';
  return <p className="lead">{words}</p>;
}
