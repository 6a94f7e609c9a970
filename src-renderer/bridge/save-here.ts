import type { SavedFile } from '../../src-shared/contract/history.ts';

/** Hands a file that the host could not write itself to the browser, which puts it where its downloads go. */
export function saveHere(file: Extract<SavedFile, { kind: 'here' }>): void {
  const bytes = Uint8Array.from(atob(file.base64), (sign) => sign.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: file.mediaType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = file.fileName;
  link.click();
  // The download has begun by then; an address that is kept would keep the file in memory.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
