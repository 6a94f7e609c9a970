import { type Signature, signatureField } from '../../../src-shared/sign-off/chain-line.ts';
import { useTexts } from '../../language/use-texts.ts';

/** A signature as it was drawn or typed. */
export function SignaturePicture({ signature, name }: { signature: Signature; name: string }) {
  const text = useTexts('signOff');
  if (signature.kind === 'typed') return <p className="signature-typed">{signature.text}</p>;
  return (
    <svg
      className="signature-drawn"
      viewBox={`0 0 ${signatureField.width} ${signatureField.height}`}
      role="img"
      aria-label={text('signatureOf', { name })}
    >
      <Strokes strokes={signature.strokes} />
    </svg>
  );
}

/** Lines through the points of each stroke; a single point becomes a dot. */
export function Strokes({ strokes }: { strokes: readonly (readonly number[])[] }) {
  return strokes.map((stroke, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: strokes are only ever added at the end
    <polyline key={place} points={(stroke.length === 2 ? [...stroke, ...stroke] : stroke).join(' ')} />
  ));
}
