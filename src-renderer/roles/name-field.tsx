import { create } from 'zustand';
import { Field } from '../design/field.tsx';
import { useTexts } from '../language/use-texts.ts';
import { useSession } from './session.ts';

/** Who answers; typed once, known for the next question. */
export const useWhoAnswers = create<{ readonly name: string }>(() => ({ name: '' }));

/** The name of who answers, and whether it is known: whoever is signed in need not say it, and cannot say another's. */
export function useNameOfWho(): { readonly name: string; readonly complete: boolean; readonly asked: boolean } {
  const { name } = useWhoAnswers();
  const asked = !useSession().rolesCount;
  return { name, complete: !asked || name.trim() !== '', asked };
}

/** Asks for the name while there are no people on this PC; otherwise nothing. Typed once, it is known for the next question. */
export function NameField() {
  const text = useTexts('answers');
  const { name, asked } = useNameOfWho();
  if (!asked) return null;
  return (
    <Field
      label={text('yourName')}
      value={name}
      maxLength={100}
      onChange={(typed) => useWhoAnswers.setState({ name: typed })}
    />
  );
}
