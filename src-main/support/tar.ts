export interface TarFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const block = 512;

/** Files as a tar archive (POSIX ustar), readable for their owner alone. Names: ASCII, 100 bytes at most. `at` in milliseconds. */
export function tarOf(files: readonly TarFile[], at: number): Buffer {
  const parts = files.flatMap(({ name, bytes }) => {
    const rest = (block - (bytes.length % block)) % block;
    return [headerOf(name, bytes.length, at), bytes, Buffer.alloc(rest)];
  });
  return Buffer.concat([...parts, Buffer.alloc(2 * block)]);
}

function headerOf(name: string, size: number, at: number): Buffer {
  if (!/^[\x21-\x7e]{1,100}$/.test(name)) throw new Error(`a tar archive cannot hold the name ${JSON.stringify(name)}`);
  const header = Buffer.alloc(block);
  const octal = (value: number, offset: number, length: number) =>
    header.write(value.toString(8).padStart(length - 1, '0'), offset, 'ascii');
  header.write(name, 0, 'ascii');
  octal(0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(Math.floor(at / 1000), 136, 12);
  header.write('        0', 148, 'ascii');
  header.write('ustar\0' + '00', 257, 'ascii');
  const sum = header.reduce((all, byte) => all + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'ascii');
  return header;
}
