import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import './notice.css';

/** Something that few people need, folded away behind its name. */
export function Fold({ title, children, open }: { title: ReactNode; children: ReactNode; open?: boolean }) {
  return (
    <details className="fold" open={open ?? false}>
      <summary>
        <Icon of={ChevronRight} size={18} />
        {title}
      </summary>
      <div className="fold-inside">{children}</div>
    </details>
  );
}
