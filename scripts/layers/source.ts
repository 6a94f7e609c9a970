import { parseSync } from 'vite';

/** What the layer check needs to know of a source file. */
export interface Source {
  /** Relative to the repository, with slashes. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** Names used as values or types anywhere in the file, strings and comments left out. */
  readonly names: ReadonlySet<string>;
  /** Names that are called or constructed: `fetch(…)`, `new WebSocket(…)`. */
  readonly called: ReadonlySet<string>;
  /** Property names that are set to the literal `true`: `{ shell: true }`. */
  readonly switchedOn: ReadonlySet<string>;
}

/** One import, re-export, dynamic import or require. `names` are the imported names; `*` for all, `default` for the default. */
export interface Import {
  readonly module: string;
  readonly names: readonly string[];
}

/**
 * Reads a TypeScript file as the compiler would, so that nothing hides behind a comment or a line break.
 * @throws if it does not parse
 */
export function readSource(path: string, text: string): Source {
  const { program, module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const found: Found = { imports: [], names: new Set(), called: new Set(), switchedOn: new Set() };
  for (const { moduleRequest, entries } of module.staticImports)
    found.imports.push({ module: moduleRequest.value, names: entries.map(({ importName }) => nameOf(importName)) });
  for (const { entries } of module.staticExports)
    for (const { moduleRequest, importName } of entries)
      if (moduleRequest) found.imports.push({ module: moduleRequest.value, names: [nameOf(importName)] });
  visit(program, found);
  return { path, lines: text.split('\n').length - 1, ...found };
}

interface Found {
  readonly imports: Import[];
  readonly names: Set<string>;
  readonly called: Set<string>;
  readonly switchedOn: Set<string>;
}

function nameOf(name: { kind: string; name: string | null | undefined }): string {
  if (name.kind === 'Name') return name.name ?? '*';
  return name.kind === 'Default' ? 'default' : '*';
}

type Node = { type: string } & Record<string, unknown>;

function visit(value: unknown, found: Found): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, found);
    return;
  }
  if (!isNode(value)) return;
  note(value, found);
  for (const child of Object.values(value)) if (typeof child === 'object' && child !== null) visit(child, found);
}

function note(node: Node, found: Found): void {
  if ((node.type === 'Identifier' || node.type === 'JSXIdentifier') && typeof node.name === 'string')
    found.names.add(node.name);
  if (node.type === 'CallExpression' || node.type === 'NewExpression') {
    const callee = identifier(node.callee);
    if (callee) found.called.add(callee);
    if (callee === 'require') found.imports.push({ module: literal(firstOf(node.arguments)), names: ['*'] });
  }
  if (node.type === 'ImportExpression') found.imports.push({ module: literal(node.source), names: ['*'] });
  if (node.type === 'TSImportType') found.imports.push({ module: literal(node.source ?? node.argument), names: ['*'] });
  if (node.type === 'Property' && isNode(node.value) && node.value.value === true) {
    const key = identifier(node.key) ?? literal(node.key);
    found.switchedOn.add(key);
  }
}

/** Stands for an import whose module only a run can tell; no rule allows it. */
export const computedModule = '(computed)';

function literal(node: unknown): string {
  if (!isNode(node)) return computedModule;
  if (typeof node.value === 'string') return node.value;
  return node.type === 'TSLiteralType' ? literal(node.literal) : computedModule;
}

function identifier(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Identifier' && typeof node.name === 'string' ? node.name : undefined;
}

function firstOf(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}
