/**
 * The text of a list file byte for byte: every character is one byte, whatever the encoding, so that what is not hidden is written
 * back as it was. UTF-16 is held as UTF-8.
 */
export interface ListText {
  readonly text: string;
  /** Where the text begins, after a byte order mark. */
  readonly begin: number;
  /** What a reader sees of a piece of it. */
  readonly decode: (piece: string) => string;
  /** How a text is written in it. */
  readonly encode: (text: string) => string;
  /** Bytes of the whole file with a changed text. */
  readonly bytes: (text: string) => Uint8Array;
}

const UTF8 = new TextDecoder("utf-8", { fatal: true }), ANSI = new TextDecoder("windows-1252");
const ASCII = /^[\x00-\x7f]*$/; // eslint-disable-line no-control-regex

export function listText(bytes: Uint8Array): ListText {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  if (wide !== null) {
    const inner = byteText(Buffer.from(new TextDecoder(wide).decode(bytes.subarray(2)), "utf8"), true);
    return { ...inner, bytes: (text) => utf16(Buffer.from(text, "latin1").toString("utf8"), wide === "utf-16be") };
  }
  return byteText(bytes, isUtf8(bytes));
}

function byteText(bytes: Uint8Array, unicode: boolean): ListText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), decoder = unicode ? UTF8 : ANSI;
  return {
    text: buffer.toString("latin1"), begin: bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0,
    decode: (piece) => (ASCII.test(piece) ? piece : decoder.decode(Buffer.from(piece, "latin1"))),
    encode: (text) => (unicode ? Buffer.from(text, "utf8").toString("latin1") : text.replace(/[^\x00-\xff]/g, "?")), // eslint-disable-line no-control-regex
    bytes: (text) => Buffer.from(text, "latin1"),
  };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    UTF8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
}
