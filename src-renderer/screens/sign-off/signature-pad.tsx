import { type PointerEvent, useRef } from 'react';
import { signatureField } from '../../../src-shared/sign-off/chain-line.ts';
import { Button } from '../../design/button.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { Strokes } from './signature-picture.tsx';

interface SignaturePadProps {
  readonly strokes: readonly (readonly number[])[];
  readonly onChange: (strokes: number[][]) => void;
}

/** Numbers of all strokes at most; what is drawn beyond is not taken. */
const mostNumbers = 8000;

/** A field to draw in with finger, pen or mouse. Who cannot, types the name instead. */
export function SignaturePad({ strokes, onChange }: SignaturePadProps) {
  const text = useTexts('signOff');
  const drawing = useRef<number[][] | null>(null);
  const pointOf = (event: PointerEvent<SVGSVGElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const within = (share: number, size: number) => Math.round(Math.min(1, Math.max(0, share)) * size);
    return [
      within((event.clientX - left) / width, signatureField.width),
      within((event.clientY - top) / height, signatureField.height),
    ];
  };
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = [...strokes.map((stroke) => [...stroke]), pointOf(event)];
    onChange(drawing.current);
  };
  const go = (event: PointerEvent<SVGSVGElement>) => {
    const last = drawing.current?.at(-1);
    if (!drawing.current || !last || drawing.current.flat().length >= mostNumbers) return;
    last.push(...pointOf(event));
    onChange(drawing.current.map((stroke) => [...stroke]));
  };
  const end = () => {
    drawing.current = null;
  };
  return (
    <div className="stack">
      <svg
        className="signature-pad"
        viewBox={`0 0 ${signatureField.width} ${signatureField.height}`}
        role="img"
        aria-label={text('drawHere')}
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <line className="signature-line" x1="30" y1="160" x2="570" y2="160" />
        <Strokes strokes={strokes} />
      </svg>
      <Button isDisabled={strokes.length === 0} onPress={() => onChange([])}>
        {text('clear')}
      </Button>
    </div>
  );
}
