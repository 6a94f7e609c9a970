import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { FaultPicture } from './fault-picture.tsx';
import type { StatusHelp } from './sentence.ts';

/** A picture of what is to be done, and three steps that somebody with wet hands can read from the counter. */
export function HelpDialog({ help, onClose }: { help: StatusHelp | null; onClose: () => void }) {
  const text = useTexts('help');
  if (!help) return null;
  const title = text(`title.${help}`);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      buttons={
        <Button kind="primary" onPress={onClose} autoFocus>
          {text('done')}
        </Button>
      }
    >
      <FaultPicture help={help} name={text('picture', { title })} />
      <ol className="help-steps">
        <li>{text(`steps.${help}.first`)}</li>
        <li>{text(`steps.${help}.second`)}</li>
        <li>{text(`steps.${help}.third`)}</li>
      </ol>
    </Dialog>
  );
}
