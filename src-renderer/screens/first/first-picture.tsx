import { useTexts } from '../../language/use-texts.ts';

/** An order on its way: from the phone over the Pi to the printer, and out as a ticket. */
export function FirstPicture() {
  const text = useTexts('first');
  return (
    <svg className="first-picture" viewBox="0 0 380 420" role="img" aria-label={text('picture')}>
      <rect className="first-fill" x="22" y="20" width="86" height="148" rx="14" />
      <path className="first-line" d="M54 32h22" />
      <rect className="first-copper" x="36" y="50" width="58" height="30" rx="6" />
      <path className="first-line" d="M38 96h40M38 110h52M38 124h30" />
      <rect className="first-copper" x="38" y="140" width="54" height="14" rx="7" />
      <path className="first-copper-line" d="M116 92c40-34 66-30 96 2" strokeDasharray="1 9" />
      <rect className="first-fill" x="216" y="66" width="132" height="82" rx="10" />
      <circle className="first-line" cx="230" cy="80" r="4" />
      <circle className="first-line" cx="334" cy="80" r="4" />
      <circle className="first-line" cx="230" cy="134" r="4" />
      <circle className="first-line" cx="334" cy="134" r="4" />
      <rect className="first-line" x="262" y="92" width="34" height="34" rx="4" />
      <path
        className="first-line"
        d="M270 92v-8M279 92v-8M288 92v-8M270 134v-8M279 134v-8M288 134v-8M262 100h-8M262 109h-8M262 118h-8M304 100h-8M304 109h-8M304 118h-8"
      />
      <rect className="first-fill" x="340" y="90" width="16" height="20" rx="3" />
      <circle className="first-copper" cx="318" cy="136" r="4" />
      <path className="first-copper-line" d="M282 156c-2 28-30 34-62 46" strokeDasharray="1 9" />
      <path className="first-fill" d="M84 214h214a14 14 0 0 1 14 14v56H70v-56a14 14 0 0 1 14-14z" />
      <circle className="first-copper" cx="290" cy="236" r="5" />
      <path className="first-line" d="M94 262h194" />
      <path
        className="first-paper"
        d="M108 262v132l9 7 9-7 9 7 9-7 9 7 9-7 9 7 9-7 9 7 9-7 9 7 9-7 9 7 9-7 9 7 9-7 9 7 9-7 4 3V262"
      />
      <text className="first-print" x="120" y="300" fontSize="26" fontWeight="700">
        #10427
      </text>
      <text className="first-print" x="120" y="330" fontSize="13">
        2 × Käsespätzle
      </text>
      <text className="first-print" x="120" y="350" fontSize="13">
        1 × Grüner Salat
      </text>
      <text className="first-print" x="120" y="374" fontSize="13">
        {text('pictureTime')}
      </text>
    </svg>
  );
}
