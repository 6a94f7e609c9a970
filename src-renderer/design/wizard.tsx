import { type ReactNode, useEffect, useRef } from 'react';
import { announce } from './announcer.tsx';
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

/** One question of a wizard. A new question takes the focus, so that it is read; if one of its fields wants it, that field does, and the question is said. */
export function WizardPage({ progress, title, lead, children, buttons, onSubmit }: WizardPageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const page = heading.current?.closest('form');
    const stays = page?.contains(document.activeElement) && document.activeElement?.tagName !== 'BUTTON';
    // Enter in a field presses a button nobody has touched, after which the field's own autofocus comes too late.
    const field = page?.querySelector<HTMLElement>('[data-first] input');
    if (field) announce(title);
    if (!stays) (field ?? heading.current)?.focus();
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
