import type { ReactNode } from 'react';
import './fault-picture.css';
import type { StatusHelp } from './sentence.ts';

/** What one does, drawn: the thing in ink, the act in copper. Beside the steps in words, which say the same. */
export function FaultPicture({ help, name }: { help: StatusHelp; name: string }) {
  return (
    <svg className="fault-picture" viewBox="0 0 320 200" role="img" aria-label={name} focusable="false">
      {pictures[help]}
    </svg>
  );
}

/** A receipt printer seen from the front. The lid is open where one has to reach inside. */
function Printer({ lid, lamp = 'on' }: { lid: 'closed' | 'open' | 'ajar'; lamp?: 'on' | 'off' | 'fault' }) {
  return (
    <>
      {lid === 'closed' ? (
        <path className="drawn-fill" d="M82 96V76a16 16 0 0 1 16-16h124a16 16 0 0 1 16 16v20z" />
      ) : null}
      {lid === 'ajar' ? (
        <path className="drawn-fill" d="M82 84l6-22a16 16 0 0 1 16-12h112a16 16 0 0 1 16 12l6 22z" />
      ) : null}
      {lid === 'open' ? (
        <path className="drawn-fill" d="M88 60l8-40a12 12 0 0 1 12-10h104a12 12 0 0 1 12 10l8 40z" />
      ) : null}
      <rect className="drawn-dark" x="70" y="96" width="180" height="84" rx="12" />
      <path className="drawn-line" d="M92 112h136" />
      {lamp === 'fault' ? (
        <path className="drawn-act" d="M228 136v-10M244 152h10M239.500 140.500l7-7M216.500 140.500l-7-7" />
      ) : null}
      <circle className={lamp === 'off' ? 'drawn-line' : 'drawn-spot'} cx="228" cy="152" r="6" />
    </>
  );
}

const paperOut = <path className="drawn-paper" d="M108 112v66l8 6 8-6 8 6 8-6 8 6 8-6 8 6 8-6 8 6 8-6 8 6 8-6V112z" />;
const arrowDown = (x: number, y: number) => (
  <path className="drawn-act" d={`M${x} ${y}v26M${x - 9} ${y + 17}l9 9 9-9`} />
);

/** The board of the Pi in small. */
const board = (x: number, y: number) => (
  <g transform={`translate(${x} ${y})`}>
    <rect className="drawn-dark" width="120" height="80" rx="8" />
    <path className="drawn-line" d="M14 12h60" strokeDasharray="3 5" />
    <rect className="drawn-fill" x="34" y="28" width="28" height="28" rx="3" />
    <rect className="drawn-fill" x="98" y="12" width="30" height="20" rx="3" />
    <rect className="drawn-fill" x="98" y="42" width="30" height="20" rx="3" />
    <circle className="drawn-spot" cx="14" cy="52" r="4" />
  </g>
);

const pictures: Record<StatusHelp, ReactNode> = {
  paper: (
    <>
      <Printer lid="open" />
      <path className="drawn-paper" d="M118 92c0 20-2 40-2 92h88V92z" />
      <circle className="drawn-paper" cx="160" cy="78" r="36" />
      <circle className="drawn-line" cx="160" cy="78" r="11" />
      <path className="drawn-act" d="M210 42a46 46 0 0 1 10 62M230 94l-10 11-12-8" />
    </>
  ),
  cover: (
    <>
      <Printer lid="ajar" />
      {arrowDown(104, 14)}
      {arrowDown(216, 14)}
    </>
  ),
  cutter: (
    <>
      <Printer lid="open" lamp="off" />
      <path className="drawn-line" d="M92 112h136" strokeDasharray="7 5" />
      <path className="drawn-paper" d="M132 104l-10-16 16-6-4-18 20 6 8-16 12 14 18-6-2 18 14 8-12 16z" />
      <path className="drawn-line" d="M146 92l12-12 8 14 14-16" />
      <path className="drawn-act" d="M262 84V46M251 57l11-11 11 11" />
    </>
  ),
  overheated: (
    <>
      <Printer lid="closed" />
      <path className="drawn-act" d="M112 44c-8-10 8-14 0-26M160 44c-8-10 8-14 0-26M208 44c-8-10 8-14 0-26" />
      <circle className="drawn-fill" cx="36" cy="140" r="25" />
      <path className="drawn-act" d="M36 126v15l10 6" />
    </>
  ),
  'printer-off': (
    <>
      <Printer lid="closed" lamp="off" />
      <path className="drawn-line" d="M250 160c26 0 20 24 44 24M70 160c-30 0-20 24-46 24" />
      <path className="drawn-fill" d="M282 118h26v26h-26zM290 118v-12M300 118v-12" />
      <path className="drawn-act" d="M295 160v-10M286 158l9-9 9 9" />
      <rect className="drawn-fill" x="12" y="116" width="28" height="24" rx="3" />
      <path className="drawn-line" d="M19 116v-8h14v8" />
      <path className="drawn-act" d="M26 160v-12M17 157l9-9 9 9" />
      <circle className="drawn-act" cx="228" cy="152" r="14" />
    </>
  ),
  'printer-fault': (
    <>
      <Printer lid="ajar" lamp="fault" />
      {paperOut}
    </>
  ),
  'printer-busy': (
    <>
      <g transform="translate(0 0)">
        <Printer lid="closed" />
      </g>
      {paperOut}
      <rect className="drawn-fill" x="8" y="20" width="56" height="38" rx="5" />
      <path className="drawn-fill" d="M14 58h44l6 18H8z" />
      <path className="drawn-act" d="M66 44c40-34 60-30 78 8M151 41l-6 13-14-2" />
      <g transform="translate(252 14) scale(.5)">{board(0, 0)}</g>
      <path className="drawn-dashed" d="M278 60c0 22-10 30-22 42" />
    </>
  ),
  'printer-mute': (
    <>
      <Printer lid="closed" />
      {paperOut}
      <path
        className="drawn-dashed"
        d="M252 16h46a10 10 0 0 1 10 10v26a10 10 0 0 1-10 10h-26l-14 14V62h-6a10 10 0 0 1-10-10V26a10 10 0 0 1 10-10z"
      />
      <path className="drawn-act" d="M262 30l26 20M288 30l-26 20" />
    </>
  ),
  'pi-off': (
    <>
      {board(130, 44)}
      <path className="drawn-line" d="M154 124v18c0 20-30 16-54 16" />
      <path className="drawn-fill" d="M52 142h48v32H52zM52 150H38M52 166H38" />
      <path className="drawn-act" d="M30 134v-22M21 121l9-9 9 9" />
      <circle className="drawn-act" cx="144" cy="96" r="14" />
    </>
  ),
  internet: (
    <>
      <rect className="drawn-dark" x="84" y="116" width="152" height="48" rx="10" />
      <path className="drawn-line" d="M104 116V66M216 116V66" />
      <circle className="drawn-spot" cx="108" cy="140" r="5" />
      <circle className="drawn-line" cx="128" cy="140" r="5" />
      <circle className="drawn-line" cx="148" cy="140" r="5" />
      <path className="drawn-act" d="M140 76a28 28 0 0 1 40 0M126 60a48 48 0 0 1 68 0M112 44a68 68 0 0 1 96 0" />
      <circle className="drawn-spot" cx="160" cy="94" r="6" />
      <path className="drawn-line" d="M210 164v14h50" />
    </>
  ),
  'wix-key': (
    <>
      <circle className="drawn-dark" cx="104" cy="100" r="44" />
      <circle className="drawn-fill" cx="92" cy="100" r="14" />
      <path className="drawn-dark" d="M146 88h126l16 14-16 14h-14v14h-18v-14h-14v18h-20v-18h-62z" />
      <path className="drawn-act" d="M210 64l16-24M232 68l28-14M190 58l2-28" />
    </>
  ),
  card: (
    <>
      {board(150, 60)}
      <path className="drawn-fill" d="M46 72h36l16 16v50H46z" />
      <path className="drawn-line" d="M56 72v14M66 72v14M76 72v14" />
      <path className="drawn-act" d="M108 106h30M127 95l11 11-11 11" />
    </>
  ),
};
