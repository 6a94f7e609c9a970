/** A mail as a list of blocks, from which both its forms are made. */
export type Block =
  | { readonly kind: 'sentence'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'steps'; readonly steps: readonly string[] }
  | { readonly kind: 'list'; readonly lines: readonly string[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'small'; readonly text: string };

export interface Letter {
  readonly subject: string;
  readonly title: string;
  readonly tone: 'bad' | 'good' | 'plain';
  readonly blocks: readonly Block[];
  readonly footer: string;
}

/** The plain form: for old phones, watches and screen readers. */
export function plainText({ title, blocks, footer }: Letter): string {
  const parts = blocks.map((block) => {
    switch (block.kind) {
      case 'steps':
        return block.steps.map((step, index) => `${index + 1}. ${step}`).join('\n');
      case 'list':
        return block.lines.map((line) => `- ${line}`).join('\n');
      case 'heading':
        return `${block.text}:`;
      case 'code':
        return `    ${block.text}`;
      default:
        return block.text;
    }
  });
  return [title, ...parts, `-- \n${footer}`].join('\n\n').concat('\n');
}

const tones = { bad: '#b42318', good: '#1a7f4b', plain: '#334155' } as const;
const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/**
 * The form that a phone shows: one column, large type, nothing fetched from anywhere. Styles stand at the elements, because mail programs drop
 * style sheets. Every text is escaped.
 */
export function html({ subject, title, tone, blocks, footer }: Letter, language: string): string {
  const body = blocks.map(blockHtml).join('');
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
    `<meta name="color-scheme" content="light dark"><title>${escaped(subject)}</title></head>` +
    `<body style="margin:0;padding:0;background:#f1f5f9"><div style="max-width:560px;margin:0 auto;padding:16px;${font};font-size:17px;line-height:1.5;color:#0f172a">` +
    `<div style="background:#ffffff;border-radius:12px;border-top:8px solid ${tones[tone]};padding:20px">` +
    `<h1 style="margin:0 0 12px;font-size:23px;line-height:1.25;color:${tones[tone]}">${escaped(title)}</h1>${body}</div>` +
    `<p style="margin:16px 4px;font-size:14px;color:#475569">${escaped(footer)}</p></div></body></html>`
  );
}

function blockHtml(block: Block): string {
  const items = (lines: readonly string[]) =>
    lines.map((line) => `<li style="margin:0 0 8px">${escaped(line)}</li>`).join('');
  switch (block.kind) {
    case 'sentence':
      return `<p style="margin:0 0 14px">${escaped(block.text)}</p>`;
    case 'heading':
      return `<h2 style="margin:18px 0 8px;font-size:18px">${escaped(block.text)}</h2>`;
    case 'steps':
      return `<ol style="margin:0 0 14px;padding-left:24px">${items(block.steps)}</ol>`;
    case 'list':
      return `<ul style="margin:0 0 14px;padding-left:24px">${items(block.lines)}</ul>`;
    case 'code':
      return `<p style="margin:8px 0 14px;font-size:34px;font-weight:700;letter-spacing:6px">${escaped(block.text)}</p>`;
    case 'small':
      return `<p style="margin:0 0 14px;font-size:15px;color:#475569">${escaped(block.text)}</p>`;
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);
}
