/** Hands a file to the browser, which puts it where downloads go. */
export function saveFile(name: string, content: { readonly text: string } | { readonly base64: string }): void {
  const blob =
    'text' in content
      ? new Blob([content.text], { type: 'text/html' })
      : new Blob([Uint8Array.from(atob(content.base64), (sign) => sign.charCodeAt(0))], { type: 'application/pdf' });
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // the browser has taken the content over by then
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
