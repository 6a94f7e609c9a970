import { incidentWords } from '../../../src-shared/sign-off/incident-words.ts';
import { ClockTime } from '../../language/time.tsx';
import { useSpoken } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import type { SignOffPart } from './sign-off-part.ts';

/** What did not go as planned on the way, and what was done about it. */
export function IncidentSection({ view }: SignOffPart) {
  const text = useTexts('signOff');
  const spoken = useSpoken();
  const { incidents } = view.document;
  return (
    <section className="stack stretch">
      <h2>{text('incidents')}</h2>
      {incidents.length === 0 ? <p className="quiet">{text('noIncidents')}</p> : null}
      {incidents.length > 0 ? (
        <ol className="sign-off-list">
          {incidents.map((incident) => (
            <li key={`${incident.at} ${incident.kind}`} className="sign-off-incident">
              <ClockTime at={incident.at} />
              <p>{incidentWords(incident, spoken)}</p>
            </li>
          ))}
        </ol>
      ) : null}
    </section>
  );
}
