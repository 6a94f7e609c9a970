/** Tells those who listen that something has changed. A listener that throws does not keep the others from hearing. */
export function createAnnouncer() {
  const listeners = new Set<() => void>();
  return {
    announce: () => {
      for (const listener of [...listeners]) {
        try {
          listener();
        } catch (error) {
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    },
    /** Returns the function that ends the listening. */
    listen: (listener: () => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
export type Announcer = ReturnType<typeof createAnnouncer>;
