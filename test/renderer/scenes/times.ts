/** The moment of every picture: a Monday evening, 18:02 in Berlin. */
export const now = new Date('2026-11-23T17:02:00.000Z');

/** An ISO instant so many seconds before the moment of the picture. */
export function ago(seconds: number): string {
  return new Date(now.getTime() - seconds * 1000).toISOString();
}

export const minutes = (amount: number): number => amount * 60;
export const hours = (amount: number): number => amount * 3600;
