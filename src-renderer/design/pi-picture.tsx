import './pi-picture.css';

/** A Raspberry Pi seen from above. Decoration beside its facts. */
export function PiPicture() {
  return (
    <svg className="pi-picture" viewBox="0 0 260 172" aria-hidden="true" focusable="false">
      <rect className="pi-board" x="4" y="10" width="240" height="156" rx="12" />
      {[
        [20, 26],
        [160, 26],
        [20, 150],
        [160, 150],
      ].map(([x, y]) => (
        <circle key={`${x} ${y}`} className="pi-line" cx={x} cy={y} r="6" />
      ))}
      <path className="pi-pins" d="M36 22h112M36 30h112" />
      <rect className="pi-line" x="70" y="62" width="52" height="52" rx="4" />
      <rect className="pi-part" x="82" y="74" width="28" height="28" rx="3" />
      <rect className="pi-line" x="138" y="66" width="26" height="38" rx="3" />
      <rect className="pi-part" x="196" y="24" width="58" height="38" rx="4" />
      <rect className="pi-part" x="196" y="70" width="58" height="38" rx="4" />
      <rect className="pi-part" x="196" y="116" width="52" height="38" rx="4" />
      <rect className="pi-part" x="42" y="152" width="26" height="16" rx="3" />
      <rect className="pi-part" x="84" y="154" width="22" height="14" rx="3" />
      <circle className="pi-light" cx="22" cy="96" r="5" />
    </svg>
  );
}
