import { strFromU8 } from "fflate";
import { Unreadable } from "./unreadable.ts";

/** One file of a zip, from its central directory record. Sizes in bytes; `start` is where its data begins. */
export interface Entry {
  readonly name: string;
  readonly method: 0 | 8;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly start: number;
}

/** Record signatures and fixed sizes of the zip format (PKWARE APPNOTE 4.3). */
const LOCAL = 0x04034b50, CENTRAL = 0x02014b50, END = 0x06054b50, END64 = 0x06064b50, LOCATOR64 = 0x07064b50;
const LOCAL_SIZE = 30, CENTRAL_SIZE = 46, END_SIZE = 22, LOCATOR_SIZE = 20, LONGEST_COMMENT = 0xffff;
/** Compound file: the container of password-protected workbooks and of the old .xls. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];

/** Reads the central directory. Throws `Unreadable` where it is not a zip, is damaged, or has more entries than `limit`. */
export function readDirectory(bytes: Uint8Array, limit: number): readonly Entry[] {
  if (COMPOUND_FILE.every((byte, i) => bytes[i] === byte)) throw new Unreadable("workbook/encrypted");
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new Unreadable("workbook/notWorkbook");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const end = findEnd(view);
    const { count, offset } = directoryOf(view, end);
    if (count > limit) throw new Unreadable("workbook/tooManyParts");
    const entries: Entry[] = [];
    for (let i = 0, at = offset; i < count; i++) {
      const { entry, next } = readEntry(bytes, view, at);
      entries.push(entry);
      at = next;
    }
    return entries;
  } catch (error) {
    // DataView reports a read past the end, which is what a truncated or mangled file leads to.
    throw error instanceof Unreadable ? error : new Unreadable("workbook/damaged");
  }
}

function findEnd(view: DataView): number {
  const last = view.byteLength - END_SIZE;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) if (view.getUint32(at, true) === END) return at;
  throw new Unreadable("workbook/damaged");
}

function directoryOf(view: DataView, end: number): { count: number; offset: number } {
  const count = view.getUint16(end + 10, true), offset = view.getUint32(end + 16, true);
  const locator = end - LOCATOR_SIZE;
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR64) return { count, offset };
  const end64 = long(view, locator + 8);
  if (view.getUint32(end64, true) !== END64) throw new Unreadable("workbook/damaged");
  return { count: long(view, end64 + 32), offset: long(view, end64 + 48) };
}

function readEntry(bytes: Uint8Array, view: DataView, at: number): { entry: Entry; next: number } {
  if (view.getUint32(at, true) !== CENTRAL) throw new Unreadable("workbook/damaged");
  const flags = view.getUint16(at + 8, true), method = view.getUint16(at + 10, true);
  const nameSize = view.getUint16(at + 28, true), extraSize = view.getUint16(at + 30, true), commentSize = view.getUint16(at + 32, true);
  const extra = at + CENTRAL_SIZE + nameSize;
  const name = strFromU8(bytes.subarray(at + CENTRAL_SIZE, extra));
  if (flags & 1) throw new Unreadable("workbook/encrypted");
  if (method !== 0 && method !== 8) throw new Unreadable("workbook/damaged", { part: name });
  const [size, packedSize, local] = sizes(view, at, extra, extraSize);
  if (view.getUint32(local, true) !== LOCAL) throw new Unreadable("workbook/damaged", { part: name });
  const start = local + LOCAL_SIZE + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  return { entry: { name, method, crc: view.getUint32(at + 16, true), packedSize, size, start }, next: extra + extraSize + commentSize };
}

/** [size, packed size, local header]; a field of all ones stands in the zip64 extra field, in this order. */
function sizes(view: DataView, at: number, extra: number, extraSize: number): [number, number, number] {
  const fields: [number, number, number] = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  for (let field = extra; field + 4 <= extra + extraSize; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== 1) continue;
    let next = field + 4;
    fields.forEach((value, i) => {
      if (value !== 0xffffffff) return;
      fields[i] = long(view, next);
      next += 8;
    });
  }
  return fields;
}

function long(view: DataView, at: number): number {
  return view.getUint32(at + 4, true) * 2 ** 32 + view.getUint32(at, true);
}
