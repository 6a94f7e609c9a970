import type { Stored } from '../../../src-shared/bonctl/stored.ts';
import { bytes, dayAndTime } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';

/** The versions that the Pi keeps, with age and size. The way back needs no network for them. */
export function KeptVersions({ stored }: { stored: Stored }) {
  const text = useTexts('wayBack');
  const language = useLanguage();
  const { releases, current, previous } = stored;
  if (releases.length === 0) return null;
  const place = ({ version, confirmed }: Stored['releases'][number]) => {
    if (version === current) return text('keptNow');
    if (version === previous) return text('keptBack');
    return text(confirmed ? 'keptGood' : 'keptFailed');
  };
  return (
    <section className="stack stretch" aria-label={text('keptTitle')}>
      <h2>{text('keptTitle')}</h2>
      <ul className="way-back-list">
        {releases.map((release) => (
          <li key={release.version} className="way-back-row">
            <span className="way-back-name">{release.version}</span>
            <span className="quiet">{place(release)}</span>
            <span className="quiet small figures">
              {dayAndTime(release.installedAt, language)} · {bytes(release.sizeBytes, language)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
