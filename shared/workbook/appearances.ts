import { openArchive, type Archive } from "./archive.ts";
import { readCellLooks, type CellLook } from "./cellLooks.ts";
import { readChartAnchors, type ChartAnchor } from "./chartAnchors.ts";
import { readChartOutline, type ChartOutline } from "./chartOutline.ts";
import { relationships } from "./relationships.ts";
import { readSheetLayout, type SheetLayout } from "./sheetLayout.ts";
import { readTheme } from "./themeColours.ts";
import { Unreadable } from "./unreadable.ts";

/** What a workbook looks like: as much as a copy without its numbers may take over. What cannot be read is left out. */
export interface Appearances {
  readonly looks: readonly CellLook[];
  /** By part of the sheet. */
  readonly layouts: ReadonlyMap<string, SheetLayout>;
  readonly charts: ReadonlyMap<string, readonly PlacedChart[]>;
}

export interface PlacedChart {
  readonly part: string;
  readonly anchor: ChartAnchor;
  /** Undefined where it is of a kind that is not drawn anew. */
  readonly outline: ChartOutline | undefined;
}

export function readAppearances(bytes: Uint8Array, sheetParts: readonly string[]): Appearances {
  const archive = openArchive(bytes), main = relationships(archive, "").find(({ type }) => type === "officeDocument")?.target ?? "";
  const target = (type: string) => relationships(archive, main).find((link) => link.type === type)?.target;
  const theme = target("theme"), styles = target("styles");
  const colours = theme === undefined ? undefined : orElse(() => readTheme(archive.text(theme), theme), undefined);
  return {
    looks: styles === undefined ? [] : orElse(() => readCellLooks(archive.text(styles), styles, colours), []),
    layouts: new Map(sheetParts.map((part) => [part, readSheetLayout(archive.text(part), part)])),
    charts: new Map(sheetParts.map((part) => [part, chartsOf(archive, part)])),
  };
}

function chartsOf(archive: Archive, sheet: string): readonly PlacedChart[] {
  return relationships(archive, sheet).filter(({ type }) => type === "drawing").flatMap(({ target: drawing }) => (drawing === undefined ? [] : orElse(() => {
    const links = relationships(archive, drawing);
    return readChartAnchors(archive.text(drawing), drawing).flatMap((anchor): PlacedChart[] => {
      const part = links.find(({ id }) => id === anchor.relationship)?.target;
      return part === undefined ? [] : [{ part, anchor, outline: orElse(() => readChartOutline(archive.text(part), part), undefined) }];
    });
  }, [])));
}

/** Looks are worth no refusal. */
function orElse<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unreadable) return otherwise;
    throw error;
  }
}
