import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { useTexts } from '../../language/use-texts.ts';
import type { StatusHelp } from './sentence.ts';

/** Three steps that somebody with wet hands can read from the counter. */
export function HelpDialog({ help, onClose }: { help: StatusHelp | null; onClose: () => void }) {
  const text = useTexts('status');
  if (!help) return null;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={text(`help.${help}`)}
      buttons={
        <Button kind="primary" onPress={onClose} autoFocus>
          {text('helpDone')}
        </Button>
      }
    >
      <ol className="help-steps">
        <li>{text(`helpSteps.${help}.first`)}</li>
        <li>{text(`helpSteps.${help}.second`)}</li>
        <li>{text(`helpSteps.${help}.third`)}</li>
      </ol>
    </Dialog>
  );
}
