import type { LanAccess } from '../../../src-shared/contract/lan-access.ts';
import { Button } from '../../design/button.tsx';
import { CopyButton } from '../../design/copy-button.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import type { Tone } from '../../design/tone.ts';
import { useTexts } from '../../language/use-texts.ts';

type Shown = Exclude<LanAccess['state'], 'no-service' | 'too-old'>;

const tones: Readonly<Record<Shown, Tone>> = {
  closed: 'good',
  opening: 'unknown',
  open: 'good',
  'no-token': 'attention',
  'bad-port': 'attention',
  'port-taken': 'attention',
  failed: 'attention',
  silent: 'unknown',
};

/** How the door really is, what to do if it is not as wanted, and the address for the other device. */
export function LanState({ known, onAgain }: { known: LanAccess; onAgain: () => void }) {
  const text = useTexts('lanAccess');
  const { wanted } = known;
  const state = known.state as Shown;
  const next = state === 'no-token' || state === 'bad-port' || state === 'port-taken' || state === 'failed';
  return (
    <section className="settings-part">
      <h2>{text('now')}</h2>
      <div className="lan-state">
        <StateMark tone={tones[state]}>{text(`state.${state}`, { port: String(wanted ?? '') })}</StateMark>
        {next ? <p className="quiet">{text(`next.${state}`)}</p> : null}
        {state === 'silent' || state === 'opening' ? (
          <div>
            <Button onPress={onAgain}>{text('again')}</Button>
          </div>
        ) : null}
      </div>
      {state === 'open' && wanted !== null && known.addresses.length > 0 ? (
        <div className="lan-state">
          <h3 className="small">{text('address', { count: known.addresses.length })}</h3>
          <ul className="lan-addresses">
            {known.addresses.map((address) => (
              <li key={address}>
                <code>{`http://${address}:${wanted}/`}</code>
                <CopyButton text={`http://${address}:${wanted}/`} label={text('copyAddress')} />
              </li>
            ))}
          </ul>
          <p className="quiet small">{text('howTo')}</p>
        </div>
      ) : null}
    </section>
  );
}
