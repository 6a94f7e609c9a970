import type { MailRecognition } from '../../../src-shared/mail/recognition.ts';
import { inLanguage } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { GuidePicture } from './guide-picture.tsx';

type Step = MailRecognition['provider']['guide'][number];

/** What is to be done at the provider, step by step, each with its picture. */
export function Guide({ steps, title }: { steps: readonly Step[]; title: string }) {
  const language = useLanguage();
  return (
    <section className="mail-guide" aria-label={title}>
      <h2>{title}</h2>
      <ol>
        {steps.map((step, place) => (
          <li key={step.picture}>
            <GuidePicture picture={step.picture} />
            <p>
              <strong className="figures">{place + 1}.</strong> {inLanguage(step.text, language)}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
