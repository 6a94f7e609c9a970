import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { SearchField } from 'react-aria-components/SearchField';
import { Icon } from '../../design/icon.tsx';
import { useTexts } from '../../language/use-texts.ts';

/** Milliseconds after the last letter before the Pi is asked. */
const patienceMs = 200;

interface OrderSearchProps {
  /** What stands in the line at first. */
  readonly first: string;
  readonly onSearch: (search: string) => void;
}

/** One line that finds orders: number, guest, telephone, street, dish. Escape empties it. */
export function OrderSearch({ first, onSearch }: OrderSearchProps) {
  const text = useTexts('orders');
  const [typed, setTyped] = useState(first);
  useEffect(() => {
    const timer = setTimeout(() => onSearch(typed.trim()), patienceMs);
    return () => clearTimeout(timer);
  }, [typed, onSearch]);
  return (
    <SearchField className="order-search" value={typed} onChange={setTyped} maxLength={100}>
      <Label className="hidden-words">{text('search')}</Label>
      <Icon of={Search} size={20} />
      <Input className="input" placeholder={text('searchExample')} />
    </SearchField>
  );
}
