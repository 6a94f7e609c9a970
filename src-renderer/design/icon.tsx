import type { LucideIcon } from 'lucide-react';

/** A picture beside its word. It never stands alone, so it is hidden from screen readers. */
export function Icon({ of: Picture, size = 20 }: { of: LucideIcon; size?: number }) {
  return <Picture size={size} strokeWidth={1.75} aria-hidden="true" focusable="false" />;
}
