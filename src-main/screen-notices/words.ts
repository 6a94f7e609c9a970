import type { ScreenNotice } from '../../src-shared/contract/app.ts';
import type { Target } from '../../src-shared/contract/targets.ts';
import type { Language } from '../../src-shared/localized.ts';
import type { ServiceStatus } from '../../src-shared/service/panel.ts';
import { texts } from '../../src-shared/texts/index.ts';
import type { Turn } from './rules.ts';

/** A notice in the words of the status screen. The same tag takes the place of the one before: what is over does not stay there. */
export function wordsOfTurn(
  { topic, over }: Turn,
  { id, name }: Pick<Target, 'id' | 'name'>,
  status: ServiceStatus | null,
  language: Language,
): ScreenNotice {
  const { notices, status: states } = texts[language];
  const tag = `${id} ${topic}`;
  const notice = (title: string, body: string) => ({ tag, title: `${name}: ${title}`, body });
  if (over) return notice(notices[topic].over, notices[topic].overBody);
  if (topic === 'printer' && status) return notice(printerSentence(status, language), notices.printer.body);
  if (topic === 'card' && status?.storage && status.storage.state !== 'ok')
    return notice(states.sentence.storage[status.storage.state], states.meaning.storage);
  return notice(notices[topic].title, notices[topic].body);
}

/** As the status screen says it, with the printer's name where there are several. */
function printerSentence({ printer, printers }: ServiceStatus, language: Language): string {
  const { sentence } = texts[language].status;
  const { state } = printer;
  if (state === 'ready' || state === 'unknown') return texts[language].notices.printer.title;
  return printers.length > 1 ? sentence.named[state].replace('{{name}}', () => printer.name) : sentence.printer[state];
}
