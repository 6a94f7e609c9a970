import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { goTo } from '../../stores/navigation.ts';

/** A part of the place for mails, with its way back. */
export function MailPart({ title, children }: { title: string; children: ReactNode }) {
  const text = useTexts('mail');
  return (
    <div className="page mail-place">
      <div>
        <Button kind="quiet" className="button-inset" icon={ArrowLeft} onPress={() => goTo('mail')}>
          {text('back')}
        </Button>
      </div>
      <h1>{title}</h1>
      {children}
    </div>
  );
}
