import type { PracticeState } from '../../../src-shared/contract/practice.ts';
import { useStream } from '../../bridge/use-stream.ts';
import { StateMark } from '../../design/state-mark.tsx';
import type { Tone } from '../../design/tone.ts';
import { useTexts } from '../../language/use-texts.ts';
import { PrintedPaper } from '../../paper/printed-paper.tsx';
import { type Roll, withPaper } from './paper-rolls.ts';

const noPaper: readonly Roll[] = [];

/** The virtual printer; below its slot the paper as it came out, the newest on top. */
export function PrinterTape({ printer }: { printer: PracticeState['printer'] }) {
  const text = useTexts('practice');
  const { state: rolls } = useStream('practice.paper', {}, noPaper, withPaper);
  const newestFirst = [...rolls].reverse();
  return (
    <section className="tape" aria-label={text('tape')}>
      <PrinterFront printer={printer} />
      <div className={`tape-paper tape-paper-${printer.paperMillimetres}`}>
        {rolls.length === 0 ? <p className="quiet tape-empty">{text('tapeEmpty')}</p> : null}
        {newestFirst.map((roll) => (
          <div key={roll.index} className="tape-ticket">
            <PrintedPaper
              bytes={roll.bytes}
              paperMillimetres={printer.paperMillimetres}
              name={text('ticket', { number: roll.index + 1 })}
            />
          </div>
        ))}
      </div>
    </section>
  );
}

/** The printer from the front, with what its lights say in words. */
function PrinterFront({ printer }: { printer: PracticeState['printer'] }) {
  const status = useTexts('status');
  const [tone, key] = frontState(printer);
  return (
    <div className="printer-front">
      <svg viewBox="0 0 400 96" aria-hidden="true" focusable="false">
        <path className="printer-body" d="M26 92V30a22 22 0 0 1 22-22h304a22 22 0 0 1 22 22v62z" />
        {printer.cover === 'open' ? <path className="printer-lid" d="M48 8 70-18h260l22 26" /> : null}
        <rect className="printer-slot" x="40" y="76" width="320" height="12" rx="6" />
        <circle className={printer.power ? 'printer-light' : 'printer-dark'} cx="344" cy="38" r="7" />
      </svg>
      <StateMark tone={tone}>{status(`printer.${key}`)}</StateMark>
    </div>
  );
}

type FrontWord = 'unreachable' | 'cover-open' | 'paper-end' | 'paper-near-end' | 'ready';

function frontState(printer: PracticeState['printer']): readonly [Tone, FrontWord] {
  if (!printer.power) return ['bad', 'unreachable'];
  if (printer.cover === 'open') return ['bad', 'cover-open'];
  if (printer.paper === 'end') return ['bad', 'paper-end'];
  return printer.paper === 'near-end' ? ['attention', 'paper-near-end'] : ['good', 'ready'];
}
