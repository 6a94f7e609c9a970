import { pollService } from './service-poll.ts';

/** Polls the service on its port (first argument) from inside a Pi's network until standard input ends; prints what it noticed. */
const poll = pollService(Number(process.argv[2]));
process.stdout.write('polling\n');
process.stdin.resume();
process.stdin.once('end', async () => {
  process.stdout.write(`${JSON.stringify(await poll.stop())}\n`);
});
