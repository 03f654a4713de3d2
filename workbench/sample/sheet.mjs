import { STYLE } from "./pivot.mjs";
import { address, attribute, PART, XML } from "./xml.mjs";

/** The workbook's shared strings: each text once, numbered by first use. */
export function strings() {
  const index = new Map();
  let uses = 0;
  return {
    of(text) {
      uses++;
      if (!index.has(text)) index.set(text, index.size);
      return index.get(text);
    },
    part: () => `${XML}<sst xmlns="${PART}" count="${uses}" uniqueCount="${index.size}">${[...index.keys()].map((text) => `<si><t>${attribute(text)}</t></si>`).join("")}</sst>`,
  };
}

/** A worksheet part of cells {row, column, value, style}; a null value is an empty formatted cell. */
export function sheetPart(cells, table, { widths, selected }) {
  const rows = new Map();
  for (const cell of cells) rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell]);
  const width = Math.max(...cells.map((cell) => cell.column));
  const body = [...rows.keys()].sort((a, b) => a - b).map((row) => {
    const inOrder = rows.get(row).sort((a, b) => a.column - b.column);
    return `<row r="${row + 1}" spans="1:${width + 1}">${inOrder.map((cell) => cellPart(cell, table)).join("")}</row>`;
  });
  const columns = widths.map((size, c) => `<col min="${c + 1}" max="${c + 1}" width="${size}" customWidth="1"/>`).join("");
  return `${XML}<worksheet xmlns="${PART}"><dimension ref="A1:${address(Math.max(...rows.keys()), width)}"/>`
    + `<sheetViews><sheetView${selected ? ` tabSelected="1"` : ""} workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${columns}</cols>`
    + `<sheetData>${body.join("")}</sheetData><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>`;
}

function cellPart({ row, column, value, style }, table) {
  const s = style === STYLE.plain ? "" : ` s="${style}"`, r = address(row, column);
  if (value === null) return `<c r="${r}"${s}/>`;
  return typeof value === "number" ? `<c r="${r}"${s}><v>${value}</v></c>` : `<c r="${r}"${s} t="s"><v>${table.of(value)}</v></c>`;
}

/** Cell formats in the order of `STYLE`. */
export const STYLES = `${XML}<styleSheet xmlns="${PART}">`
  + `<fonts count="3"><font><sz val="11"/><color theme="1"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="12"/><color rgb="FF9A3412"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><color theme="1"/><name val="Calibri"/><family val="2"/></font></fonts>`
  + `<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>`
  + `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="7">`
  + `<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" pivotButton="1"/>`
  + `<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment horizontal="left"/></xf>`
  + `<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment horizontal="left" indent="1"/></xf>`
  + `<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>`
  + `</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="0"/><tableStyles count="0" defaultTableStyle="TableStyleMedium2" defaultPivotStyle="PivotStyleLight16"/></styleSheet>`;
