import { Field } from '../../design/field.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { problemOfAddresses } from './mail-draft.ts';

interface AddressesFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly tried: boolean;
  readonly mayBeEmpty?: boolean;
  readonly autoFocus?: boolean;
}

/** Several addresses in one line. Says which of them is none. */
export function AddressesField({ value, tried, mayBeEmpty = false, ...field }: AddressesFieldProps) {
  const text = useTexts('mail');
  const problem = problemOfAddresses(value);
  const words =
    problem === null || (problem === 'none' && mayBeEmpty)
      ? null
      : problem === 'none'
        ? text('toNone')
        : problem === 'many'
          ? text('toMany')
          : text('toWrong', problem);
  return <Field {...field} value={value} autoComplete="email" problem={tried ? words : null} />;
}
