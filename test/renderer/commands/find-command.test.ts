import { describe, expect, test } from 'vitest';
import { findsCommand } from '../../../src-renderer/commands/find-command.ts';

describe('a command is found', () => {
  const text = 'Aussehen der Bons Küche Vorlage Straße';
  test.each([
    ['nothing typed', ''],
    ['only spaces', '   '],
    ['the beginning of a word', 'auss'],
    ['words in any order', 'bons aus'],
    ['capitals', 'BONS'],
    ['an umlaut as typed', 'küche'],
    ['an umlaut left out', 'kuche'],
    ['an umlaut as two letters', 'kueche'],
    ['a sharp s as typed', 'straße'],
    ['a sharp s as two letters', 'strasse'],
    ['signs between the words', 'aus-bons'],
  ])('by %s', (_, typed) => expect(findsCommand(text, typed)).toBe(true));
  test.each([
    ['the inside of a word', 'sehen'],
    ['one word that is not there', 'aussehen drucker'],
    ['more than the word', 'bonsai'],
  ])('not by %s', (_, typed) => expect(findsCommand(text, typed)).toBe(false));
});
