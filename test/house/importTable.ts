/** What one row of the table in docs/architecture.md allows a folder (or a single file) to import besides itself. */
export interface ImportRule {
  readonly place: string;
  readonly imports: readonly string[];
  readonly types: readonly string[];
  readonly packages: readonly string[];
}

const quoted = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]);

/** Reads the table below the heading "Who may import what". */
export function importTable(markdown: string): readonly ImportRule[] {
  const section = markdown.split(/^## /m).find((part) => part.startsWith("Who may import what")) ?? "";
  return section.split("\n").filter((line) => line.startsWith("| `")).map((line) => {
    const [place = "", imports = "", types = "", packages = ""] = line.slice(1).split("|");
    return { place: quoted(place)[0], imports: quoted(imports), types: quoted(types), packages: quoted(packages) };
  });
}
