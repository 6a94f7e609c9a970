export interface ServerSentEvent {
  readonly id: string | null;
  readonly type: string;
  readonly data: string;
}

/** Characters of one event at most; a stream with a larger one is not ours. */
const largestEvent = 1024 * 1024;

/**
 * Takes server-sent events apart (WHATWG HTML, 9.2.6), piece by piece as they come. Comments, which the service sends to
 * show that it lives, are told as `onComment`.
 */
export function createEventParser(onEvent: (event: ServerSentEvent) => void, onComment: () => void) {
  let rest = '';
  let id: string | null = null;
  let type = '';
  let data: string[] = [];

  const line = (text: string) => {
    if (text === '') {
      if (data.length > 0) onEvent({ id, type: type || 'message', data: data.join('\n') });
      type = '';
      data = [];
      return;
    }
    if (text.startsWith(':')) return onComment();
    const colon = text.indexOf(':');
    const field = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') data.push(value);
    else if (field === 'event') type = value;
    else if (field === 'id' && !value.includes('\0')) id = value;
  };

  return {
    /** Throws for an event that is too large. */
    push: (text: string) => {
      rest += text;
      // A carriage return at the end may be the first half of a line end.
      const lines = rest.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      for (const one of lines) line(one);
      if (rest.length + data.reduce((sum, { length }) => sum + length, 0) > largestEvent)
        throw new Error('a server-sent event is too large');
    },
  };
}
