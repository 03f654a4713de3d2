/** Words that every part of the package shares. */
export const XML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n`;
export const PART = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
export const REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export const attribute = (value) => String(value).replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

/** A relationship part from [type, target] pairs; the n-th gets the id rId<n>. */
export function relationships(pairs) {
  const entries = pairs.map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type.includes("/") ? type : `${REL}/${type}`}" Target="${target}"/>`).join("");
  return `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries}</Relationships>`;
}

/** "B7" of a zero-based row and column; the sample is narrower than 26 columns. */
export const address = (row, column) => `${String.fromCharCode(65 + column)}${row + 1}`;
