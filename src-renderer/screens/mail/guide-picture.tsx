import type { ReactNode } from 'react';
import type { guidePictures } from '../../../src-shared/mail/providers.ts';
import '../status/fault-picture.css';

type Picture = (typeof guidePictures)[number];

/** A step at a provider, drawn: the page in ink, what one does there in copper. The words beside it say the same. */
export function GuidePicture({ picture }: { picture: Picture }) {
  return (
    <svg className="guide-picture" viewBox="0 0 160 100" aria-hidden="true" focusable="false">
      <rect className="drawn-fill" x="6" y="6" width="148" height="88" rx="7" />
      <path className="drawn-line" d="M6 22h148" />
      <path className="drawn-line" d="M15 14h2M24 14h2M33 14h2" />
      {pictures[picture]}
    </svg>
  );
}

const pictures: Record<Picture, ReactNode> = {
  'sign-in': (
    <>
      <circle className="drawn-dark" cx="80" cy="42" r="10" />
      <rect className="drawn-dark" x="46" y="58" width="68" height="12" rx="4" />
      <rect className="drawn-act" x="60" y="77" width="40" height="10" rx="4" />
    </>
  ),
  settings: (
    <>
      <path className="drawn-line" d="M48 30v58M18 38h18M18 52h18M18 66h18M18 80h18" />
      <circle className="drawn-dark" cx="100" cy="56" r="17" />
      <circle className="drawn-fill" cx="100" cy="56" r="7" />
      <path
        className="drawn-line"
        d="M100 39v-6M100 79v-6M83 56h-6M123 56h-6M88 44l-4-4M116 72l-4-4M112 44l4-4M84 72l4-4"
      />
      <path className="drawn-act" d="M14 66h26" />
    </>
  ),
  switch: (
    <>
      <path className="drawn-line" d="M24 42h46M24 70h46" />
      <rect className="drawn-dark" x="92" y="33" width="40" height="18" rx="9" />
      <circle className="drawn-fill" cx="101" cy="42" r="7" />
      <rect className="drawn-act" x="92" y="61" width="40" height="18" rx="9" />
      <circle className="drawn-spot" cx="123" cy="70" r="6" />
    </>
  ),
  create: (
    <>
      <rect className="drawn-dark" x="24" y="36" width="78" height="16" rx="4" />
      <path className="drawn-line" d="M32 44h34" />
      <rect className="drawn-act" x="24" y="64" width="52" height="18" rx="5" />
      <path className="drawn-act" d="M128 36v18M119 45h18" />
    </>
  ),
  copy: (
    <>
      <rect className="drawn-dark" x="24" y="34" width="112" height="20" rx="5" />
      <path className="drawn-line" d="M34 44h4M46 44h4M58 44h4M70 44h4M90 44h4M102 44h4M114 44h4" />
      <path className="drawn-act" d="M80 60v24M70 75l10 10 10-10" />
    </>
  ),
};
