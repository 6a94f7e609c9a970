import { ExternalLink } from 'lucide-react';
import { Icon } from './icon.tsx';

interface OutsideLinkProps {
  readonly href: string;
  readonly kind?: 'primary' | 'secondary';
  readonly children: string;
}

/** A page of somebody else, in the person's own browser. Looks like a button, because it is the next thing to do. */
export function OutsideLink({ href, kind = 'secondary', children }: OutsideLinkProps) {
  return (
    <a className={`button button-${kind}`} href={href} target="_blank" rel="noreferrer">
      <Icon of={ExternalLink} />
      {children}
    </a>
  );
}
