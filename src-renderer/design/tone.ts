/** How something is. Each has its own colour, shape and word. */
export type Tone = 'good' | 'attention' | 'bad' | 'unknown';
