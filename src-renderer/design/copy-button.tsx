import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../language/use-texts.ts';
import { announce } from './announcer.tsx';
import { Button } from './button.tsx';

/** Puts a text into the clipboard and says so. */
export function CopyButton({ text }: { text: string }) {
  const say = useTexts('common');
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    announce(say('copied'));
  };
  return (
    <Button icon={copied ? Check : Copy} onPress={() => void copy()}>
      {copied ? say('copied') : say('copy')}
    </Button>
  );
}
