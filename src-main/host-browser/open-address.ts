import { spawn } from 'node:child_process';

/** The system's own way to open an address; an argument of its own, never part of a shell line. */
export function openCommand(platform: NodeJS.Platform, address: string): { program: string; arguments: string[] } {
  if (platform === 'darwin') return { program: 'open', arguments: [address] };
  if (platform === 'win32') return { program: 'rundll32', arguments: ['url.dll,FileProtocolHandler', address] };
  return { program: 'xdg-open', arguments: [address] };
}

/** Opens the person's browser; `onFailure` is told if there is none to open. The browser lives on after us. */
export function openInBrowser(address: string, onFailure: () => void): void {
  const { program, arguments: words } = openCommand(process.platform, address);
  const child = spawn(program, words, { stdio: 'ignore', detached: true });
  child.once('error', onFailure);
  child.once('exit', (code) => {
    if (code !== 0) onFailure();
  });
  child.unref();
}
