import { Unreadable } from "./unreadable.ts";

export type Token = "open" | "close" | "text" | "end";

const TAB = 9, LF = 10, CR = 13, SPACE = 32, BANG = 33, QUOTE = 34, AMP = 38, APOSTROPHE = 39, SLASH = 47, LESS = 60, EQUALS = 61, GREATER = 62, QUESTION = 63;
/** Deeper than any Office part nests; keeps a hostile part from growing the stack without end. */
const MAX_DEPTH = 512;

/**
 * Pull scanner for the XML that Office writes: elements, attributes, text and CDATA. Comments and
 * instructions are skipped, names are local names (prefixes differ between writers), and a document
 * type is refused, so no entity beyond the five of XML itself exists.
 */
export class XmlScanner {
  /** Local name of the element that `next` opened or closed. */
  name = "";
  /** Decoded text after a `text` token; one run of text can come in several tokens. */
  text = "";
  /** Number of open elements, the one just opened included. */
  depth = 0;
  /** Local attribute names and raw values of the element just opened, in turn. */
  private readonly attributes: string[] = [];
  private readonly stack: string[] = [];
  private at = 0;
  private selfClosing = false;
  private rooted = false;

  constructor(private readonly source: string, private readonly part: string) {}

  /** Moves to the next token. Throws `Unreadable` where the text is not well formed. */
  next(): Token {
    if (this.selfClosing) return this.closeSelf();
    for (;;) {
      const { source, at } = this;
      if (at >= source.length) return this.finish();
      if (source.charCodeAt(at) !== LESS) {
        if (this.readText()) return "text";
        continue;
      }
      const code = source.charCodeAt(at + 1);
      if (code === SLASH) return this.readClose();
      if (code === QUESTION) this.at = this.after("?>", at + 2);
      else if (code !== BANG) return this.readOpen();
      else if (source.startsWith("<!--", at)) this.at = this.after("-->", at + 4);
      else if (source.startsWith("<![CDATA[", at) && this.depth > 0) return this.readCharacterData();
      else throw this.refuse(source.startsWith("<!DOCTYPE", at) ? "workbook/xmlEntities" : "workbook/xml");
    }
  }

  /** Decoded attribute of the element just opened, by local name. */
  attribute(name: string): string | undefined {
    for (let i = 0; i < this.attributes.length; i += 2) if (this.attributes[i] === name) return this.decodeAttribute(this.attributes[i + 1]);
    return undefined;
  }

  /** All attributes of the element just opened as [local name, decoded value, …]. */
  attributeList(): string[] {
    return this.attributes.map((text, i) => (i % 2 === 0 ? text : this.decodeAttribute(text)));
  }

  /** Text inside the element just opened, its descendants' included; leaves the scanner on its closing tag. */
  textContent(): string {
    const depth = this.depth;
    let content = "";
    for (let token = this.next(); ; token = this.next()) {
      if (token === "text") content += this.text;
      if (token === "close" && this.depth < depth) return content;
    }
  }

  /** Skips the element just opened with all it holds. */
  skip(): void {
    for (const depth = this.depth; this.depth >= depth;) this.next();
  }

  private finish(): Token {
    if (this.depth > 0 || !this.rooted) throw this.refuse("workbook/xml");
    return "end";
  }

  private readText(): boolean {
    const { source, at } = this;
    const less = source.indexOf("<", at);
    this.at = less < 0 ? source.length : less;
    const raw = source.slice(at, this.at);
    if (this.depth > 0) {
      this.text = this.decode(raw.includes("\r") ? raw.replace(/\r\n?/g, "\n") : raw);
      return true;
    }
    if (/[^\t\n\r ]/.test(raw)) throw this.refuse("workbook/xml");
    return false;
  }

  private readCharacterData(): Token {
    const start = this.at + 9;
    this.at = this.after("]]>", start);
    this.text = this.source.slice(start, this.at - 3).replace(/\r\n?/g, "\n");
    return "text";
  }

  private readClose(): Token {
    const end = this.source.indexOf(">", this.at);
    const open = this.stack.pop();
    if (end < 0 || open === undefined || this.source.slice(this.at + 2, end).trimEnd() !== open) throw this.refuse("workbook/xml");
    this.at = end + 1;
    return this.closed(open);
  }

  private closeSelf(): Token {
    this.selfClosing = false;
    return this.closed(this.stack.pop() ?? "");
  }

  private closed(qualified: string): Token {
    this.depth--;
    this.name = local(qualified);
    return "close";
  }

  private readOpen(): Token {
    if (this.depth === 0 && this.rooted) throw this.refuse("workbook/xml");
    const start = this.at + 1;
    const end = this.nameEnd(start);
    const qualified = this.source.slice(start, end);
    this.at = end;
    this.readAttributes();
    this.stack.push(qualified);
    this.rooted = true;
    if (++this.depth > MAX_DEPTH) throw this.refuse("workbook/xml");
    this.name = local(qualified);
    return "open";
  }

  private readAttributes(): void {
    const { source, attributes } = this;
    attributes.length = 0;
    for (;;) {
      const before = this.at;
      this.at = this.skipSpace(before);
      const code = source.charCodeAt(this.at);
      if (code === GREATER) { this.at++; return; }
      if (code === SLASH && source.charCodeAt(this.at + 1) === GREATER) { this.at += 2; this.selfClosing = true; return; }
      if (this.at === before) throw this.refuse("workbook/xml");
      this.readAttribute();
    }
  }

  private readAttribute(): void {
    const { source } = this;
    const nameEnd = this.nameEnd(this.at);
    const equals = this.skipSpace(nameEnd);
    const open = this.skipSpace(equals + 1);
    const quote = source.charCodeAt(open);
    if (source.charCodeAt(equals) !== EQUALS || (quote !== QUOTE && quote !== APOSTROPHE)) throw this.refuse("workbook/xml");
    let close = open + 1;
    for (let code = source.charCodeAt(close); code !== quote; code = source.charCodeAt(++close)) {
      if (code === LESS || Number.isNaN(code)) throw this.refuse("workbook/xml");
    }
    this.attributes.push(local(source.slice(this.at, nameEnd)), source.slice(open + 1, close));
    this.at = close + 1;
  }

  private nameEnd(start: number): number {
    for (let end = start; ; end++) {
      const code = this.source.charCodeAt(end);
      if (code === SPACE || code === GREATER || code === SLASH || code === EQUALS || code === TAB || code === LF || code === CR) {
        if (end === start) throw this.refuse("workbook/xml");
        return end;
      }
      if (code === LESS || code === AMP || code === QUOTE || code === APOSTROPHE || Number.isNaN(code)) throw this.refuse("workbook/xml");
    }
  }

  private skipSpace(at: number): number {
    for (let code = this.source.charCodeAt(at); code === SPACE || code === LF || code === CR || code === TAB;) code = this.source.charCodeAt(++at);
    return at;
  }

  private after(mark: string, from: number): number {
    const found = this.source.indexOf(mark, from);
    if (found < 0) throw this.refuse("workbook/xml");
    return found + mark.length;
  }

  /** White space in an attribute stands for a space (XML 1.0 §3.3.3). */
  private decodeAttribute(raw: string): string {
    return this.decode(raw.replace(/\r\n|[\t\n\r]/g, " "));
  }

  private decode(raw: string): string {
    if (!raw.includes("&")) return raw;
    return raw.replace(/&([^;&]*);?/g, (reference: string, name: string) => {
      const text = reference.endsWith(";") ? entity(name) : undefined;
      if (text === undefined) throw this.refuse("workbook/xmlEntities");
      return text;
    });
  }

  private refuse(code: string): Unreadable {
    return new Unreadable(code, { part: this.part });
  }
}

function local(qualified: string): string {
  const colon = qualified.indexOf(":");
  return colon < 0 ? qualified : qualified.slice(colon + 1);
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function entity(name: string): string | undefined {
  if (!name.startsWith("#")) return Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  const digits = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name);
  if (digits === null) return undefined;
  const code = digits[1] === undefined ? Number(digits[2]) : parseInt(digits[1], 16);
  const allowed = code === TAB || code === LF || code === CR || (code >= SPACE && code < 0xd800) || (code > 0xdfff && code < 0xfffe) || (code > 0xffff && code < 0x110000);
  return allowed ? String.fromCodePoint(code) : undefined;
}
