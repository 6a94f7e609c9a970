import { type ReactNode, useEffect, useRef } from 'react';
import './wizard.css';

interface WizardPageProps {
  /** How much is still to come, in words: "Noch 2 Fragen". */
  readonly progress?: string | undefined;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
  /** The way on first, then the way back. */
  readonly buttons?: ReactNode;
  /** Enter in a field goes on. */
  readonly onSubmit?: () => void;
}

/** One question of a wizard. A new question takes the focus, so that it is read. */
export function WizardPage({ progress, title, lead, children, buttons, onSubmit }: WizardPageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another title is another question
  useEffect(() => {
    const page = heading.current?.closest('form');
    if (!page?.contains(document.activeElement) || document.activeElement?.tagName === 'BUTTON')
      heading.current?.focus();
  }, [title]);
  return (
    <form
      className="wizard-page"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit?.();
      }}
    >
      <div className="wizard-words">
        {progress ? <p className="quiet">{progress}</p> : null}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead ? <div className="lead">{lead}</div> : null}
      </div>
      {children ? <div className="wizard-answer">{children}</div> : null}
      {buttons ? <div className="wizard-buttons">{buttons}</div> : null}
    </form>
  );
}
