import { Checkbox } from 'react-aria-components/Checkbox';
import './check.css';

interface CheckProps {
  readonly title: string;
  readonly detail?: string | undefined;
  readonly isSelected: boolean;
  readonly onChange: (selected: boolean) => void;
}

/** Yes or no, as a line that a thumb finds. */
export function Check({ title, detail, isSelected, onChange }: CheckProps) {
  return (
    <Checkbox className="check" isSelected={isSelected} onChange={onChange}>
      <span className="check-box" aria-hidden="true" />
      <span className="check-words">
        <span>{title}</span>
        {detail ? <span className="quiet small">{detail}</span> : null}
      </span>
    </Checkbox>
  );
}

interface BareCheckProps extends Pick<CheckProps, 'isSelected' | 'onChange'> {
  /** Heard, not seen: what it stands beside says it to the eye. */
  readonly label: string;
}

/** The box alone, 44 px for a thumb, for the beginning of a line. */
export function BareCheck({ label, isSelected, onChange }: BareCheckProps) {
  return (
    <Checkbox className="check check-bare" aria-label={label} isSelected={isSelected} onChange={onChange}>
      <span className="check-box" aria-hidden="true" />
    </Checkbox>
  );
}
