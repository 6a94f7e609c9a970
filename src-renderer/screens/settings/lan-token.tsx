import { useState } from 'react';
import { Button } from '../../design/button.tsx';
import { CopyButton } from '../../design/copy-button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { useTexts } from '../../language/use-texts.ts';

interface NewTokenProps {
  /** There is none yet, although the door is to be open: nothing can stop working. */
  readonly isFirst: boolean;
  readonly isBusy: boolean;
  /** False: it was refused. */
  readonly onMake: () => Promise<boolean>;
}

/** The way to another token. The one so far stops at once, so that is asked first. */
export function NewToken({ isFirst, isBusy, onMake }: NewTokenProps) {
  const text = useTexts('lanAccess');
  const [isAsking, setIsAsking] = useState(false);
  const make = async () => {
    await onMake();
    setIsAsking(false);
  };
  return (
    <section className="settings-part">
      <h2>{text('token')}</h2>
      <div className="settings-way">
        <p>{text('tokenMeaning')}</p>
        <Button isDisabled={isBusy} onPress={isFirst ? () => void make() : () => setIsAsking(true)}>
          {isFirst ? text('makeTokenNow') : text('makeToken')}
        </Button>
      </div>
      <Dialog
        title={text('askToken')}
        kind="alert"
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        buttons={
          <>
            <Button kind="primary" onPress={() => setIsAsking(false)}>
              {text('keepToken')}
            </Button>
            <Button kind="danger" isDisabled={isBusy} onPress={() => void make()}>
              {isBusy ? text('making') : text('makeToken')}
            </Button>
          </>
        }
      >
        <p>{text('askTokenMeaning')}</p>
      </Dialog>
    </section>
  );
}

/** A token that was just made. It is nowhere else in the window, and gone once this is closed. */
export function TokenOnce({ token, onClose }: { token: string; onClose: () => void }) {
  const text = useTexts('lanAccess');
  return (
    <Dialog
      title={text('tokenTitle')}
      kind="alert"
      isOpen
      onClose={onClose}
      buttons={
        <>
          <CopyButton kind="primary" text={token} label={text('copyToken')} />
          <Button onPress={onClose}>{text('tokenKept')}</Button>
        </>
      }
    >
      <p>{text('tokenOnce')}</p>
      <code className="lan-token">{token}</code>
    </Dialog>
  );
}
