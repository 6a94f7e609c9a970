import type { SampleFigure, SamplePoint, Samples } from '../../../src-shared/service/samples.ts';
import { useCall } from '../../bridge/use-call.ts';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { FactList } from '../../design/facts.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { number } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { curveOf } from './sample-curve.ts';
import './pi-samples.css';

const hours = 24;

/** How the print service was in the last day: how long it ran, and how quick and how large it was, in words and as small curves. */
export function PiSamples({ targetId }: { targetId: string }) {
  const text = useTexts('watching');
  const { answer, again } = useCall('service.samples', { targetId, hours });
  // A service from before this is no fault: it has nothing to tell.
  if (answer.state === 'refused' && answer.error.code === 'service.too-old') return null;
  return (
    <section className="stack stretch">
      <h3>{text('lastDay')}</h3>
      {answer.state === 'loading' ? <Waiting onAgain={again} /> : null}
      {answer.state === 'refused' ? <ErrorNotice error={answer.error} onRetry={again} /> : null}
      {answer.state === 'loaded' ? <Curves samples={answer.value} /> : null}
    </section>
  );
}

function Curves({ samples }: { samples: Samples }) {
  const text = useTexts('watching');
  const language = useLanguage();
  const { figures, points, uptimePercent } = samples;
  if (points.length < 2) return <p className="quiet">{text('noSamples')}</p>;
  const curve = (
    name: 'answers' | 'database' | 'memory' | 'processor',
    figure: SampleFigure,
    value: (point: SamplePoint) => number | null,
  ) => (figure ? <Curve name={name} figure={figure} samples={samples} value={value} /> : null);
  return (
    <>
      <FactList
        facts={[
          [text('uptime'), uptimePercent === null ? null : text('percent', { value: number(uptimePercent, language) })],
        ]}
      />
      <ul className="sample-curves">
        {curve('answers', figures.answerMilliseconds, (point) => point.answerMilliseconds)}
        {curve('database', figures.queryMilliseconds, (point) => point.queryMilliseconds)}
        {curve('memory', figures.memoryMegabytes, (point) => point.memoryMegabytes)}
        {curve('processor', figures.cpuPercent, (point) => point.cpuPercent)}
      </ul>
    </>
  );
}

function Curve(props: {
  name: 'answers' | 'database' | 'memory' | 'processor';
  figure: NonNullable<SampleFigure>;
  samples: Samples;
  value: (point: SamplePoint) => number | null;
}) {
  const { name, figure, samples, value } = props;
  const text = useTexts('watching');
  const language = useLanguage();
  const say = (amount: number) => text(`unit.${name}`, { value: number(amount, language) });
  const lines = curveOf(samples, value, figure.worst);
  return (
    <li>
      <span>{text(`curve.${name}`)}</span>
      <span className="quiet figures">{text('mostly', { mostly: say(figure.mostly), worst: say(figure.worst) })}</span>
      <svg viewBox="0 0 320 48" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <path className="sample-ground" d="M0 47.5H320" />
        {lines.map((line) => (
          <path key={line} className="sample-line" d={line} />
        ))}
      </svg>
    </li>
  );
}
