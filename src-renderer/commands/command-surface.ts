import { create } from 'zustand';

/** What lies over the page: nothing, the search for a command, or the list of shortcuts. Only one at a time. */
export type CommandSurface = 'none' | 'palette' | 'shortcuts';

export const useCommandSurface = create<{ shown: CommandSurface }>(() => ({ shown: 'none' }));

export function showCommands(shown: CommandSurface): void {
  useCommandSurface.setState({ shown });
}
