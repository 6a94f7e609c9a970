import type { ReactNode } from 'react';
import type { Facts } from '../../src-shared/bonctl/facts.ts';
import { bytes, duration, number } from '../language/format.ts';
import { useLanguage } from '../language/use-language.ts';
import { useTexts } from '../language/use-texts.ts';
import { FactList } from './facts.tsx';
import './facts.css';
import { StateMark } from './state-mark.tsx';

/** Above this the Pi throttles itself soon; in degrees Celsius. */
const hot = 75;

/** What the Pi tells of itself. What it does not tell is left out. */
export function MachineFacts({ facts }: { facts: Facts }) {
  const text = useTexts('settings');
  const language = useLanguage();
  const power = facts.underVoltage;
  return (
    <FactList
      facts={[
        [text('fact.model'), facts.model],
        [text('fact.system'), `${facts.system}, ${facts.architecture === 'arm64' ? '64 Bit (arm64)' : '64 Bit (x64)'}`],
        [text('fact.memory'), <Share key="memory" free={facts.memoryFreeBytes} all={facts.memoryBytes} />],
        [
          text('fact.card'),
          facts.diskReadOnly ? (
            <StateMark key="card" tone="bad">
              {text('fact.readOnly')}
            </StateMark>
          ) : (
            <Share key="card" free={facts.diskFreeBytes} all={facts.diskBytes} />
          ),
        ],
        [
          text('fact.temperature'),
          facts.temperatureCelsius === null ? null : (
            <StateMark key="temperature" tone={facts.temperatureCelsius > hot ? 'attention' : 'good'}>
              {number(facts.temperatureCelsius, language)} °C
            </StateMark>
          ),
        ],
        [
          text('fact.power'),
          power === null ? null : (
            <StateMark key="power" tone={power === 'never' ? 'good' : 'attention'}>
              {text(`fact.underVoltage.${power}`)}
            </StateMark>
          ),
        ],
        [
          text('fact.clock'),
          facts.timeSynchronised === null ? null : (
            <StateMark key="clock" tone={facts.timeSynchronised ? 'good' : 'attention'}>
              {facts.timeSynchronised ? text('fact.clockRight') : text('fact.clockAlone')}
            </StateMark>
          ),
        ],
        [text('fact.running'), duration(facts.uptimeSeconds * 1000, language)],
        [text('fact.installed'), installedWords(facts, text)],
      ]}
    />
  );
}

function installedWords({ installed }: Facts, text: ReturnType<typeof useTexts<'settings'>>): ReactNode {
  switch (installed.kind) {
    case 'nothing':
      return text('fact.nothing');
    case 'legacy':
      return text('fact.legacy');
    case 'bonwart':
      return text('fact.bonwart', { version: installed.version });
    default:
      return text('fact.foreign', { path: installed.path });
  }
}

/** Free of all, as words and as a bar. */
function Share({ free, all }: { free: number; all: number }) {
  const text = useTexts('settings');
  const language = useLanguage();
  const used = all > 0 ? (1 - free / all) * 100 : 0;
  return (
    <span className="share">
      {text('fact.freeOf', { free: bytes(free, language), all: bytes(all, language) })}
      <span className="share-way" aria-hidden="true">
        <span className="share-gone" style={{ width: `${used}%` }} />
      </span>
    </span>
  );
}
