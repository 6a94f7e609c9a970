/** What stands in the page when the texts of neither language could be loaded; so it is here and not among them. */
const sentences = [
  ['de', 'Bonwart konnte seine Texte nicht laden. Der Pi druckt weiter. Laden Sie die Seite neu.'],
  ['en', 'Bonwart could not load its texts. The Pi goes on printing. Reload the page.'],
] as const;

/** Says so in both languages, in place of the window. */
export function showSpeechless(place: HTMLElement): void {
  const main = document.createElement('main');
  main.className = 'alone';
  const words = document.createElement('div');
  words.className = 'stack';
  words.setAttribute('role', 'alert');
  for (const [lang, sentence] of sentences) {
    const line = document.createElement('p');
    Object.assign(line, { lang, textContent: sentence });
    words.append(line);
  }
  main.append(words);
  place.append(main);
}
