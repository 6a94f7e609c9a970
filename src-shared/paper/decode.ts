import { characterOf, type PageNumbers } from './code-pages.ts';
import type { Command } from './commands.ts';
import { hexOf } from './commands.ts';
import type { PaperLine, PaperRun, PaperTicket } from './model.ts';
import { fontCells, printableDots } from './model.ts';
import type { Raster } from './raster.ts';
import { allCommands, graphicsOf, processIdOf, rasterOfColumns, rasterOfGsV } from './raster.ts';
import type { Style } from './style.ts';
import { freshStyle, silentCommands, styledBy } from './style.ts';

/** Oddities kept per ticket; a stream of noise would otherwise be listed byte by byte. */
const maximumOddities = 50;

interface OpenTicket {
  lines: PaperLine[];
  processIds: string[];
  oddities: string[];
  complete: boolean;
}

interface Decoder {
  readonly numbers: PageNumbers;
  style: Style;
  runs: PaperRun[];
  usedDots: number;
  stored: Raster | undefined;
  tickets: OpenTicket[];
  ticket: OpenTicket;
  /** Since a cut nothing has begun: a process id that comes now closes the ticket before it. */
  betweenTickets: boolean;
}

const emptyTicket = (): OpenTicket => ({ lines: [], processIds: [], oddities: [], complete: false });

/** What the bytes were set for. */
export interface PaperOptions {
  readonly paperMillimetres?: 58 | 80;
  /** Printable dots, where they are fewer than the paper would have. */
  readonly widthDots?: number;
  readonly codePages?: PageNumbers;
}

/**
 * Reads ESC/POS bytes as an Epson TM printer does and tells what is on the paper, ticket by ticket (a cut ends a ticket).
 * Any bytes are welcome: what no command explains is listed in `oddities`. Text without a line end is not on the paper.
 */
export function decodePaper(bytes: Uint8Array, options: PaperOptions = {}): PaperTicket[] {
  const widthDots = options.widthDots ?? printableDots[options.paperMillimetres ?? 80];
  const decoder: Decoder = {
    numbers: options.codePages ?? [],
    style: freshStyle,
    runs: [],
    usedDots: 0,
    stored: undefined,
    tickets: [],
    ticket: emptyTicket(),
    betweenTickets: false,
  };
  const { commands, rest } = allCommands(bytes);
  for (const command of commands) apply(decoder, command, widthDots);
  if (rest < bytes.length) note(decoder, `cut off: ${hexOf(bytes.subarray(rest, rest + 8))}`);
  if (isWorthATicket(decoder.ticket)) decoder.tickets.push(decoder.ticket);
  return decoder.tickets.map((ticket) => ({ widthDots, ...ticket }));
}

function isWorthATicket(ticket: OpenTicket): boolean {
  return (
    ticket.lines.some((line) => line.kind !== 'feed') || ticket.processIds.length > 0 || ticket.oddities.length > 0
  );
}

function note(decoder: Decoder, oddity: string): void {
  if (decoder.ticket.oddities.length < maximumOddities) decoder.ticket.oddities.push(oddity);
}

function apply(decoder: Decoder, command: Command, widthDots: number): void {
  const style = styledBy(decoder.style, command);
  if (style) {
    if (command.name === 'ESC @') initialise(decoder);
    decoder.style = style;
    return;
  }
  switch (command.name) {
    case 'text':
      addCharacter(decoder, characterOf(decoder.style.page, command.data[0] ?? 0x20, decoder.numbers), widthDots);
      break;
    case 'HT':
      addCharacter(decoder, ' ', widthDots);
      break;
    case 'LF':
      endLine(decoder, decoder.style.spacing);
      break;
    case 'ESC d':
      feedLines(decoder, command.data[0] ?? 0);
      break;
    case 'ESC J':
      endLine(decoder, command.data[0] ?? 0);
      break;
    case 'ESC i':
    case 'ESC m':
      cut(decoder, true, 0);
      break;
    case 'GS V':
      cut(decoder, isPartial(command), command.data[1] ?? 0);
      break;
    case 'GS v':
      addRaster(decoder, rasterOfGsV(command));
      break;
    case 'ESC *':
      addRaster(decoder, rasterOfColumns(command));
      break;
    case 'GS ( L':
    case 'GS 8':
      graphics(decoder, command);
      break;
    case 'GS ( H':
      processId(decoder, command);
      break;
    default:
      if (!silentCommands.has(command.name)) note(decoder, oddityOf(command));
  }
}

function oddityOf(command: Command): string {
  return command.name === 'unknown' ? hexOf(command.data) : `${command.name} ${hexOf(command.data.subarray(0, 8))}`;
}

/** `GS V`: 0, 48, 65, 97, 103 cut fully; 1, 49, 66, 98, 104 leave a bridge. */
function isPartial(command: Command): boolean {
  return [1, 49, 66, 98, 104].includes(command.data[0] ?? 0);
}

function initialise(decoder: Decoder): void {
  decoder.runs = [];
  decoder.usedDots = 0;
  decoder.betweenTickets = false;
}

function addCharacter(decoder: Decoder, character: string, widthDots: number): void {
  const { font, bold, underline, inverse, width, height } = decoder.style;
  const cell = fontCells[font].width * width;
  if (decoder.usedDots + cell > Math.min(decoder.style.areaDots ?? widthDots, widthDots) && decoder.usedDots > 0)
    endLine(decoder, decoder.style.spacing);
  decoder.usedDots += cell;
  decoder.betweenTickets = false;
  const last = decoder.runs.at(-1);
  if (
    last &&
    last.font === font &&
    last.bold === bold &&
    last.underline === underline &&
    last.inverse === inverse &&
    last.width === width &&
    last.height === height
  )
    decoder.runs[decoder.runs.length - 1] = { ...last, text: last.text + character };
  else decoder.runs.push({ text: character, font, bold, underline, inverse, width, height });
}

/** Prints the line that has been collected and moves the paper by at least `feedDots`. */
function endLine(decoder: Decoder, feedDots: number): void {
  const { runs } = decoder;
  if (runs.length === 0) {
    if (feedDots > 0) decoder.ticket.lines.push({ kind: 'feed', heightDots: feedDots });
    return;
  }
  const tallest = Math.max(...runs.map((run) => fontCells[run.font].height * run.height));
  decoder.ticket.lines.push({
    kind: 'text',
    align: decoder.style.align,
    heightDots: Math.max(tallest, feedDots),
    runs,
  });
  decoder.runs = [];
  decoder.usedDots = 0;
}

function feedLines(decoder: Decoder, count: number): void {
  if (decoder.runs.length > 0) {
    endLine(decoder, decoder.style.spacing);
    if (count > 1) decoder.ticket.lines.push({ kind: 'feed', heightDots: (count - 1) * decoder.style.spacing });
  } else if (count > 0) decoder.ticket.lines.push({ kind: 'feed', heightDots: count * decoder.style.spacing });
}

function cut(decoder: Decoder, partial: boolean, feedDots: number): void {
  if (decoder.runs.length > 0) endLine(decoder, decoder.style.spacing);
  if (feedDots > 0) decoder.ticket.lines.push({ kind: 'feed', heightDots: feedDots });
  decoder.ticket.lines.push({ kind: 'cut', partial });
  decoder.ticket.complete = true;
  decoder.tickets.push(decoder.ticket);
  decoder.ticket = emptyTicket();
  decoder.betweenTickets = true;
}

function addRaster(decoder: Decoder, raster: Raster): void {
  if (decoder.runs.length > 0) endLine(decoder, decoder.style.spacing);
  if (raster.rows.length === 0 || raster.widthDots === 0) return;
  decoder.betweenTickets = false;
  decoder.ticket.lines.push({
    kind: 'raster',
    align: decoder.style.align,
    widthDots: raster.widthDots,
    heightDots: raster.rows.length,
    rows: raster.rows,
  });
}

function graphics(decoder: Decoder, command: Command): void {
  const said = graphicsOf(command);
  if (said?.kind === 'store') decoder.stored = said.raster;
  else if (said?.kind === 'print' && decoder.stored) addRaster(decoder, decoder.stored);
  else note(decoder, oddityOf(command));
}

function processId(decoder: Decoder, command: Command): void {
  const id = processIdOf(command);
  const before = decoder.betweenTickets ? decoder.tickets.at(-1) : undefined;
  if (id === undefined) note(decoder, oddityOf(command));
  else (before ?? decoder.ticket).processIds.push(id);
}
