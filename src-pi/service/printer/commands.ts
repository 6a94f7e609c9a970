/*
 * The few commands of the conversation with the printer. Source: Epson ESC/POS Application Programming Guide v10.01.
 * What is printed is made by `tickets/`.
 */

/** DLE EOT n, n = 1 printer, 2 cause of offline, 3 cause of error, 4 paper: answered in real time, also offline. */
export function statusCommand(part: 1 | 2 | 3 | 4): Uint8Array {
  return Uint8Array.from([0x10, 0x04, part]);
}

/** GS ( H, function 48: the printer answers with these four characters once all before it is printed. */
export function processIdCommand(id: string): Uint8Array {
  return Uint8Array.from([0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...Buffer.from(id, 'latin1')]);
}

/** GS r 1: answered when all before it has been read, which an offline printer does not do. */
export const readFence = Uint8Array.from([0x1d, 0x72, 0x01]);

/** GS a: from now on the printer tells by itself, in four bytes, each time its state changes. The first comes at once. */
export const tellChanges = Uint8Array.from([0x1d, 0x61, 0xff]);

/** GS I for maker, model and serial number: three blocks in this order. */
export const askIdentity = Uint8Array.from([0x1d, 0x49, 66, 0x1d, 0x49, 67, 0x1d, 0x49, 68]);

/** DLE ENQ, in real time: 1 goes on at the line of the error, 2 forgets everything that the printer has not printed. */
export function recoverCommand(how: 'go-on' | 'forget'): Uint8Array {
  return Uint8Array.from([0x10, 0x05, how === 'go-on' ? 1 : 2]);
}

/**
 * Ends whatever command a broken-off ticket may have left half sent: a command eats bytes until it has its own, and NUL as text
 * prints nothing. As many as the longest picture of one line has.
 */
export const resynchronise = new Uint8Array(8192);

/** Feeds and cuts, so that what was broken off does not hang on the next ticket. */
export const cutOff = Uint8Array.from([0x0a, 0x1d, 0x56, 0x42, 0x00]);

const alphabetStart = 0x21;
const alphabetSize = 0x7e - alphabetStart + 1;

/** Four printable characters: a letter for the purpose, and a number that comes again after 830,584 of them. */
export function printerProcessId(purpose: 'B' | 'E' | 'F', number: number): string {
  let rest = number % alphabetSize ** 3;
  let text = '';
  for (let place = 0; place < 3; place += 1) {
    text = String.fromCharCode(alphabetStart + (rest % alphabetSize)) + text;
    rest = Math.floor(rest / alphabetSize);
  }
  return purpose + text;
}
