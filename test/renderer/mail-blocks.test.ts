import { expect, test } from 'vitest';
import { plainText } from '../../src-pi/service/mail/letter/page.ts';
import { mailBlocks } from '../../src-renderer/screens/practice/mail-blocks.ts';

test('a letter of the print service comes back in its parts, sent over a line as it is', () => {
  const letter = plainText({
    subject: 'Drucker: kein Papier',
    title: 'Drucker: kein Papier',
    tone: 'bad',
    blocks: [
      { kind: 'sentence', text: 'Der Drucker hat kein Papier. Seit 19:02.' },
      { kind: 'heading', text: 'Was jetzt zu tun ist' },
      { kind: 'steps', steps: ['Neue Rolle einlegen.', 'Deckel schließen.'] },
      { kind: 'list', lines: ['19:02 · Küche', '19:04 · Bar'] },
      { kind: 'code', text: '482913' },
    ],
    footer: 'Gesendet vom Pi.',
  });
  expect(mailBlocks(letter.replaceAll('\n', '\r\n'))).toEqual([
    { kind: 'title', text: 'Drucker: kein Papier' },
    { kind: 'words', text: 'Der Drucker hat kein Papier. Seit 19:02.' },
    { kind: 'heading', text: 'Was jetzt zu tun ist' },
    { kind: 'steps', lines: ['Neue Rolle einlegen.', 'Deckel schließen.'] },
    { kind: 'list', lines: ['19:02 · Küche', '19:04 · Bar'] },
    { kind: 'code', text: '482913' },
    { kind: 'footer', text: 'Gesendet vom Pi.' },
  ]);
});

test('any other text is words, and nothing of it is lost', () => {
  expect(mailBlocks('')).toEqual([]);
  expect(mailBlocks('Hallo\n\n1. eins\nund mehr\n\nAchtung:')).toEqual([
    { kind: 'title', text: 'Hallo' },
    { kind: 'words', text: '1. eins\nund mehr' },
    { kind: 'words', text: 'Achtung:' },
  ]);
});
