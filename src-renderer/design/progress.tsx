import { Label } from 'react-aria-components/Label';
import { ProgressBar } from 'react-aria-components/ProgressBar';
import './progress.css';

/** How far something is, as a bar and in words. `value` and `of` share a unit. */
export function Progress({ label, words, value, of }: { label: string; words: string; value: number; of: number }) {
  const share = of > 0 ? Math.min(1, value / of) : 1;
  return (
    <ProgressBar className="progress" value={share * 100} valueLabel={words}>
      <div className="progress-words">
        <Label>{label}</Label>
        <span className="quiet figures">{words}</span>
      </div>
      <div className="progress-way">
        <div className="progress-gone" style={{ width: `${share * 100}%` }} />
      </div>
    </ProgressBar>
  );
}
