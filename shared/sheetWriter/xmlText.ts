/** Excel's limit for the text of one cell. */
const LONGEST_TEXT = 32_767;

/**
 * Text as a SpreadsheetML string: markup escaped, characters that XML cannot hold as `_xHHHH_`
 * (ECMA-376-1 §22.9.2.19), text that merely looks so protected, lone surrogates replaced.
 */
export function stringText(text: string): string {
  const short = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
  const escaped = short.replace(/_(?=x[0-9a-fA-F]{4}_)/g, "_x005F_").replace(FORBIDDEN, (char) => `_x${char.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}_`);
  return markup(escaped);
}

/** Text as an XML attribute value; characters that XML cannot hold are dropped. */
export function attributeText(text: string): string {
  return markup(text.replace(FORBIDDEN, "")).replace(/[\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`);
}

// Carriage returns would come back as line feeds, so they travel escaped as well.
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const NAMED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function markup(text: string): string {
  return text.replace(LONE_SURROGATE, "\ufffd").replace(/[&<>"]/g, (char) => NAMED[char]);
}
