import { posix } from 'node:path';
import {
  forbiddenNames,
  type Guarded,
  guarded,
  inOneFile,
  isNodeModule,
  longest,
  rooms,
  roomsWithoutNode,
  shellFunctions,
} from './rules.ts';
import { computedModule, type Import, type Source } from './source.ts';

/** One sentence about one file that breaks a rule. */
export interface Finding {
  readonly path: string;
  readonly problem: string;
}

/** Everything that one file does which its place does not allow. */
export function checkFile(source: Source): Finding[] {
  const room = roomOf(source.path);
  const problems = source.imports.flatMap((each) => importProblems(source.path, room, each));
  if (room !== 'test' && source.lines > longest)
    problems.push(`has ${source.lines} lines; past ${longest} it is two ideas`);
  if (!room.startsWith('src-')) return problems.map((problem) => ({ path: source.path, problem }));

  for (const [name, why] of Object.entries(forbiddenNames))
    if (source.names.has(name)) problems.push(`uses ${name}, which ${why}`);
  for (const [name, folder] of Object.entries(inOneFile))
    if (source.names.has(name) && !isBelow(source.path, folder)) problems.push(`uses ${name} outside ${folder}`);
  if (source.switchedOn.has('shell')) problems.push('switches on a shell for a child process');
  for (const group of guarded)
    for (const name of group.calls)
      if (source.called.has(name) && !allows(group, source.path)) problems.push(`opens ${group.what} with ${name}`);
  return [...new Set(problems)].map((problem) => ({ path: source.path, problem }));
}

/** What only the whole tree shows: names that belong into one file and stand in several. */
export function checkTogether(sources: readonly Source[]): Finding[] {
  return Object.keys(inOneFile).flatMap((name) => {
    const users = sources.filter(({ path, names }) => roomOf(path).startsWith('src-') && names.has(name));
    return users.slice(1).map(({ path }) => ({ path, problem: `uses ${name}, which ${users[0]?.path} already does` }));
  });
}

function importProblems(path: string, room: string, { module, names }: Import): string[] {
  if (module.startsWith('.')) return relativeProblems(path, room, module);
  if (!room.startsWith('src-')) return [];
  if (module === computedModule) return ['imports a module that only a run can tell'];
  const problems: string[] = [];
  if (isNodeModule(module) && roomsWithoutNode.includes(room))
    problems.push(`imports ${module}, but there is no Node in ${room}`);
  for (const group of guarded)
    if (group.modules.some((known) => sameModule(known, module)) && !allows(group, path))
      problems.push(`imports ${module}; ${group.what} belongs only in ${Object.keys(group.places).join(', ')}`);
  const shell = names.filter((name) => shellFunctions.includes(name));
  if (sameModule('node:child_process', module) && shell.length > 0)
    problems.push(`takes ${shell.join(', ')} from ${module}, which can start a shell`);
  return problems;
}

function relativeProblems(path: string, room: string, module: string): string[] {
  const target = posix.normalize(posix.join(posix.dirname(path), module.replace(/\?.*$/, '')));
  const other = roomOf(target);
  if (other === room || rooms[room]?.includes(other)) return [];
  if (!(other in rooms) && !room.startsWith('src-')) return [];
  return [`imports ${module} from ${other in rooms ? other : 'outside the rooms'}, which ${room} may not`];
}

function allows(group: Guarded, path: string): boolean {
  return Object.keys(group.places).some((place) => isBelow(path, place));
}

function isBelow(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

/** `net` and `node:net` are the same; `react-dom/client` is a part of `react-dom`. */
function sameModule(known: string, module: string): boolean {
  const bare = (name: string) => name.replace(/^node:/, '');
  return bare(module) === bare(known) || bare(module).startsWith(`${bare(known)}/`);
}

function roomOf(path: string): string {
  return path.split('/')[0] ?? '';
}
