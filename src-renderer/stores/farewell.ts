import { create } from 'zustand';

/** What an unpaired Pi kept. It outlives the Pi's own screens, which are gone by then. */
export const useFarewell = create<{ name: string; left: readonly string[] }>(() => ({ name: '', left: [] }));

export function forgetFarewell(): void {
  useFarewell.setState({ left: [] });
}
