import type { LookView } from '../../../src-shared/sign-off/after-care.ts';
import { useAct } from '../../bridge/use-call.ts';
import { inLanguage } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { NoteDialog } from './note-dialog.tsx';
import type { SignOffPart } from './sign-off-part.ts';

interface SeeDialogProps {
  readonly about: SignOffPart['about'];
  readonly look: LookView['look'];
  readonly onClose: () => void;
}

/** One sentence on what a look has found. That it was said comes back by the watch of the looks. */
export function SeeDialog({ about, look, onClose }: SeeDialogProps) {
  const text = useTexts('signOff');
  const language = useLanguage();
  const see = useAct('afterCare.see');
  return (
    <NoteDialog
      title={inLanguage(look.title, language)}
      lead={text('afterCare.seeTitle')}
      first=""
      busy={see.busy}
      error={see.error}
      onClose={onClose}
      onKeep={(note, person) =>
        void see.act({ ...about, look: look.id, note, person }).then((done) => {
          if (done) onClose();
        })
      }
    />
  );
}
