import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { forgetFarewell, useFarewell } from '../../stores/farewell.ts';

/** Names what could not be removed from a Pi that was let go, in plain paths. */
export default function Farewell() {
  const text = useTexts('settings');
  const common = useTexts('common');
  const { name, left } = useFarewell();
  return (
    <Dialog
      title={text('unpaired', { name })}
      isOpen={left.length > 0}
      onClose={forgetFarewell}
      buttons={<Button onPress={forgetFarewell}>{common('close')}</Button>}
    >
      <p>{text('left')}</p>
      <ul className="detail-text">
        {left.map((path) => (
          <li key={path}>{path}</li>
        ))}
      </ul>
    </Dialog>
  );
}
