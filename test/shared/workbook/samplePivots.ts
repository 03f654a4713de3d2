import type { PivotSketch } from "./buildWorkbook.ts";

const TABULAR = 'compact="0" outline="0"';

/** Regions and municipalities in compact form, subtotals above, years across. */
export const COMPACT: PivotSketch = {
  name: "Kommuner",
  ref: "A3:D9", firstData: [2, 1],
  shown: ["", "", "Antal | Kolonner", "Rækker | 2023 | 2024 | I alt", "Nord | 30 | 40 | 70", "Aalborg | 20 | 37 | 57", "Læsø | 10 | 3 | 13", "Syd | 7 | 8 | 15", "I alt | 37 | 48 | 85"].join("\n"),
  fields: [
    { name: "Region", members: ["Nord", "Syd"], items: '<item x="0"/><item sd="0" x="1"/><item t="default"/>' },
    { name: "Kommune", members: ["Aalborg", "Læsø", "Odense"] },
    { name: "År", members: [2023, 2024] },
    { name: "Antal" },
  ],
  rows: [0, 1], columns: [2],
  rowItems: ["0", "^1 0", "^1 1", "1", "grand"],
  colItems: ["0", "1", "grand"],
  data: [{ name: "Antal", field: 3 }],
};

/** The same two levels in tabular form: label columns side by side, subtotals below. */
export const TABULAR_FORM: PivotSketch = {
  ref: "A1:C6", firstData: [1, 2],
  shown: ["Region | Kommune | Antal", "Nord | Aalborg | 20", " | Læsø | 10", "Nord i alt | | 30", "Syd | Odense | 7", "Syd i alt | | 7"].join("\n"),
  fields: [{ name: "Region", members: ["Nord", "Syd"], attributes: TABULAR }, { name: "Kommune", members: ["Aalborg", "Læsø", "Odense"], attributes: TABULAR }, { name: "Antal" }],
  rows: [0, 1],
  rowItems: ["0 0", "^1 1", "default 0", "1 2", "default 1"],
  data: [{ name: "Antal", field: 2 }],
};

/** Two data fields below each other inside every region. */
export const VALUES_ON_ROWS: PivotSketch = {
  ref: "A1:B6", firstData: [1, 1],
  shown: ["Rækker |", "Nord |", "Antal | 30", "Udgift | 900", "I alt Antal | 30", "I alt Udgift | 900"].join("\n"),
  fields: [{ name: "Region", members: ["Nord", "Syd"] }, { name: "Antal" }, { name: "Udgift" }],
  rows: [0, -2],
  rowItems: ["0", "^1 0", "^1 #1 1", "grand", "grand #1"],
  data: [{ name: "Antal", field: 1 }, { name: "Udgift", field: 2 }],
};
