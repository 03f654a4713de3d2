import ts from "typescript";
import { projectFiles, textOf } from "./projectFiles.ts";

const files = projectFiles().filter((file) => /\.m?ts$/.test(file) && !file.endsWith(".d.ts"));
const texts = new Map(projectFiles().filter((file) => /\.(m?ts|mjs)$/.test(file)).map((file) => [file, textOf(file)]));

/** Names of the functions, constants and classes that a file exports itself. Types are left out: signatures need them named. */
function exportedValues(file: string, text: string): readonly string[] {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest).statements.flatMap((statement) => {
    const flags = ts.canHaveModifiers(statement) ? ts.getModifiers(statement)?.map(({ kind }) => kind) ?? [] : [];
    if (!flags.includes(ts.SyntaxKind.ExportKeyword) || flags.includes(ts.SyntaxKind.DefaultKeyword)) return [];
    if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
    return (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name !== undefined ? [statement.name.text] : [];
  });
}

test("every exported value is used by another file", () => {
  const exported = files.filter((file) => !file.startsWith("test/")).flatMap((file) => exportedValues(file, textOf(file)).map((name) => ({ file, name })));
  expect(exported.length).toBeGreaterThan(150);
  expect(exportedValues("a.ts", "export const a = 1, b = 2; export function c() {} export interface D {} const e = 1;")).toEqual(["a", "b", "c"]);
  const unused = exported.filter(({ file, name }) => ![...texts].some(([other, text]) => other !== file && new RegExp(`\\b${name}\\b`).test(text)));
  expect(unused.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
});
