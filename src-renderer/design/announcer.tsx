import { create } from 'zustand';

const useWords = create<{ words: string; urgent: string }>(() => ({ words: '', urgent: '' }));

/** Says a sentence to screen readers. `urgent` interrupts what they are reading. */
export function announce(words: string, urgent = false): void {
  useWords.setState(urgent ? { urgent: words } : { words });
}

/** The two places from which screen readers hear what changed. Once in the window. */
export function Announcer() {
  const { words, urgent } = useWords();
  return (
    <>
      <div className="hidden-words" role="status" aria-live="polite">
        {words}
      </div>
      <div className="hidden-words" role="alert" aria-live="assertive">
        {urgent}
      </div>
    </>
  );
}
