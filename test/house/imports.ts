import path from "node:path";
import ts from "typescript";

/** One import of a file: a file of ours relative to the root, or a package's name (`node:fs`, `@scope/name`, `lit/…` as `lit`). */
export interface Import {
  readonly from: string;
  readonly to: string;
  readonly ours: boolean;
  /** `import type` or `export type`: erased by the compiler. With `verbatimModuleSyntax` nothing else is. */
  readonly typeOnly: boolean;
}

/** Every way in which a TypeScript file names another: import, export from, `import()`, `import("…").T`, `require` and `new URL(…, import.meta.url)`. */
export function importsOf(file: string, text: string): readonly Import[] {
  const found: Import[] = [];
  const add = (name: string, typeOnly: boolean): void => {
    const ours = name.startsWith(".");
    const to = ours ? path.posix.join(path.posix.dirname(file), name) : name.split("/").slice(0, name.startsWith("@") ? 2 : 1).join("/");
    found.push({ from: file, to, ours, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    const named = namedBy(node);
    if (named !== undefined) add(named.name, named.typeOnly);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

function namedBy(node: ts.Node): { readonly name: string; readonly typeOnly: boolean } | undefined {
  if (ts.isImportDeclaration(node)) return quoted(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
  if (ts.isExportDeclaration(node)) return quoted(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return quoted(node.argument.literal, true);
  if (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === "require")) return quoted(node.arguments[0], false);
  if (ts.isNewExpression(node) && node.expression.getText() === "URL" && node.arguments?.[1]?.getText() === "import.meta.url") return quoted(node.arguments[0], false);
  return undefined;
}

function quoted(node: ts.Node | undefined, typeOnly: boolean): { readonly name: string; readonly typeOnly: boolean } | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? { name: node.text, typeOnly } : undefined;
}
