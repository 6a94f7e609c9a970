/** A sleep that others can end. A wake that comes while nobody sleeps is kept for the next sleep. */
export interface Wakeable {
  sleep(milliseconds: number): Promise<void>;
  wake(): void;
}

export function wakeable(): Wakeable {
  let kept = false;
  let end: (() => void) | null = null;
  return {
    sleep(milliseconds) {
      if (kept) {
        kept = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const timer = setTimeout(() => end?.(), milliseconds);
        end = () => {
          clearTimeout(timer);
          end = null;
          resolve();
        };
      });
    },
    wake() {
      if (end) end();
      else kept = true;
    },
  };
}
