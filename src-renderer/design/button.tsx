import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaProps } from 'react-aria-components/Button';
import './button.css';
import { Icon } from './icon.tsx';

export interface ButtonProps extends Omit<AriaProps, 'children' | 'className'> {
  /** `primary`: the next right thing, at most one a screen. `danger`: apart, never the default. */
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly icon?: LucideIcon;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A button whose label is a verb. At least 44 px high, the primary one 48. */
export function Button({ kind = 'secondary', icon, className = '', children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={`button button-${kind} ${className}`}>
      {icon ? <Icon of={icon} /> : null}
      {children}
    </AriaButton>
  );
}
