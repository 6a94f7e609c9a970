/** A text without case and marks, umlauts also by their two letters: `Über` is found by `uber` and by `ueber`. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

const twoLetters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

function wordsOf(text: string): readonly string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/**
 * Whether every word that was typed begins a word of the command. Nothing typed finds everything. `text` is what the command is called
 * and what else people call it.
 */
export function findsCommand(text: string, typed: string): boolean {
  const lower = text.normalize('NFC').toLowerCase();
  const spelled = lower.replace(/[äöüß]/g, (letter) => twoLetters[letter] ?? letter);
  const known = [...wordsOf(plain(lower)), ...wordsOf(plain(spelled))];
  return wordsOf(plain(typed.replaceAll('ß', 'ss'))).every((word) => known.some((begun) => begun.startsWith(word)));
}
