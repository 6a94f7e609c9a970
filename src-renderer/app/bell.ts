/** Two soft tones, one after the other, as of a counter bell. Hertz, and seconds after the beginning. */
const tones = [
  { hertz: 880, at: 0 },
  { hertz: 660, at: 0.35 },
] as const;
const toneSeconds = 1.1;

let context: AudioContext | null = null;

/** Rings. False where the browser allows no sound yet, because nobody has clicked on the page. */
export async function ringBell(): Promise<boolean> {
  try {
    context ??= new AudioContext();
    // A browser that wants a click first leaves this promise open.
    await Promise.race([context.resume(), new Promise((tooLong) => setTimeout(tooLong, 500))]);
    if (context.state !== 'running') return false;
    for (const { hertz, at } of tones) ringTone(context, hertz, context.currentTime + at);
    return true;
  } catch {
    // A computer without any sound device.
    return false;
  }
}

function ringTone(audio: AudioContext, hertz: number, at: number): void {
  const tone = audio.createOscillator();
  const loudness = audio.createGain();
  tone.frequency.value = hertz;
  loudness.gain.setValueAtTime(0.0001, at);
  loudness.gain.exponentialRampToValueAtTime(0.4, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + toneSeconds);
  tone.connect(loudness).connect(audio.destination);
  tone.start(at);
  tone.stop(at + toneSeconds);
}
