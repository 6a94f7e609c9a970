import { useAct } from '../../bridge/use-call.ts';
import { useTexts } from '../../language/use-texts.ts';
import { NoteDialog } from './note-dialog.tsx';
import type { SignOffPart } from './sign-off-part.ts';

interface ExplainDialogProps {
  readonly about: string;
  readonly title: string;
  readonly part: SignOffPart;
  readonly onClose: () => void;
}

/** One sentence on a deviation. What Bonwart knows of the reason is filled in. */
export function ExplainDialog({ about, title, part, onClose }: ExplainDialogProps) {
  const text = useTexts('signOff');
  const keep = useAct('signOff.explain');
  const { criteria, deviations } = part.view.document;
  const found = criteria.find(({ criterion }) => criterion.id === about)?.measured;
  const known = found?.state === 'unknown' ? text(`reason.${found.reason}`) : '';
  return (
    <NoteDialog
      title={title}
      lead={text('explainTitle')}
      first={deviations.find((deviation) => deviation.about === about)?.explained?.note ?? known}
      busy={keep.busy}
      error={keep.error}
      onClose={onClose}
      onKeep={(note, person) =>
        void keep.act({ ...part.about, about, note, person }).then((view) => {
          if (!view) return;
          part.onChanged(view);
          onClose();
        })
      }
    />
  );
}
