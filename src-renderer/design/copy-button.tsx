import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../language/use-texts.ts';
import { announce } from './announcer.tsx';
import { Button, type ButtonProps } from './button.tsx';

interface CopyButtonProps extends Pick<ButtonProps, 'kind'> {
  readonly text: string;
  readonly label?: string;
}

/** Puts a text into the clipboard and says so. */
export function CopyButton({ text, label, kind = 'secondary' }: CopyButtonProps) {
  const say = useTexts('common');
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    announce(say('copied'));
  };
  return (
    <Button kind={kind} icon={copied ? Check : Copy} onPress={() => void copy()}>
      {copied ? say('copied') : (label ?? say('copy'))}
    </Button>
  );
}
