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
