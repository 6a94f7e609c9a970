import { connect } from 'node:net';

/** Can the printer's port be reached? Nothing is sent, so that nothing is printed. */
export function printerAnswers(address: string, port: number, deadlineMs = 2000): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const end = (answer: boolean) => {
      socket.removeAllListeners();
      socket.on('error', () => {});
      socket.resume();
      if (answer) socket.end();
      else socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(deadlineMs, () => end(false));
    socket.once('error', () => end(false));
    socket.once('connect', () => end(true));
  });
}
