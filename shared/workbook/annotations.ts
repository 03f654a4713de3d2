import { eachElement, isSet } from "./elements.ts";

/** Notes and comments of one part (ECMA-376-1 §18.7.1; [MS-XLSX] 2.6.206 for threads). */
export interface CommentPart {
  readonly part: string;
  readonly comments: number;
  readonly authors: readonly string[];
  readonly texts: readonly string[];
}

export function readComments(source: string, part: string): CommentPart {
  const authors: string[] = [], texts: string[] = [];
  let comments = 0;
  eachElement(source, part, (scanner) => {
    if (scanner.name === "comment" || scanner.name === "threadedComment") comments++;
    else if (scanner.name === "author") authors.push(scanner.textContent());
    else if (scanner.name === "person") authors.push(scanner.attribute("displayName") ?? "");
    else if (scanner.name === "text" || scanner.name === "t") texts.push(scanner.textContent());
  });
  return { part, comments, authors: authors.filter((name) => name !== ""), texts };
}

/** Something drawn on a sheet (ECMA-376-1 §20.5). */
export interface Shape {
  readonly part: string;
  /** Cell under its upper left corner, from 1; 0 where it has none. */
  readonly row: number;
  readonly column: number;
  readonly hidden: boolean;
  /** Its text and its alternative text. */
  readonly texts: readonly string[];
}

export function readShapes(source: string, part: string): readonly Shape[] {
  const shapes: { row: number; column: number; hidden: boolean; part: string; texts: string[] }[] = [];
  let row = 0, column = 0, corner = false;
  eachElement(source, part, (scanner) => {
    const last = shapes[shapes.length - 1];
    switch (scanner.name) {
      case "twoCellAnchor": case "oneCellAnchor": case "absoluteAnchor": row = column = 0; return;
      case "from": corner = true; return;
      case "to": corner = false; return;
      case "row": if (corner) row = Number(scanner.textContent()) + 1; return;
      case "col": if (corner) column = Number(scanner.textContent()) + 1; return;
      case "cNvPr": shapes.push({ part, row, column, hidden: isSet(scanner, "hidden"), texts: [scanner.attribute("descr"), scanner.attribute("title")].flatMap((text) => text || []) }); return;
      case "t": last?.texts.push(scanner.textContent()); return;
    }
  });
  return shapes;
}

/** Text boxes and controls of the older drawing language; programs write it with HTML inside, so that it is no XML ([MS-OI29500] 2.1.1849). */
export function readOldShapes(source: string, part: string): readonly Shape[] {
  return [...source.matchAll(/<v:textbox\b[^>]*>([\s\S]*?)<\/v:textbox>/gi)].flatMap(([, inside]): Shape[] => {
    const text = inside.replace(/<[^>]*>/g, " ").replace(/&nbsp;|\s+/g, " ").trim();
    return text === "" ? [] : [{ part, row: 0, column: 0, hidden: false, texts: [text] }];
  });
}
