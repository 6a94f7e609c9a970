/**
 * Does something when told to, and if told again meanwhile, once more afterwards: however often it is told, one goes and one waits. So
 * answers are never overtaken by the next question for as long as questions keep coming.
 */
export function oneAtATime(act: () => Promise<void>): () => void {
  let going = false;
  let isDue = false;
  const go = async () => {
    going = true;
    try {
      do {
        isDue = false;
        await act();
      } while (isDue);
    } finally {
      going = false;
    }
  };
  return () => {
    if (going) isDue = true;
    else void go();
  };
}
