import { zipSync } from "fflate";
import { openArchive } from "../../../shared/workbook/archive.ts";
import { readWorkbook } from "../../../shared/workbook/readWorkbook.ts";
import { Unreadable } from "../../../shared/workbook/unreadable.ts";
import { buildWorkbook, zipParts } from "./buildWorkbook.ts";
import { COMPACT } from "./samplePivots.ts";

const workbook = () => buildWorkbook({ pivots: [COMPACT] });

function refusal(bytes: Uint8Array): string | undefined {
  const result = readWorkbook(bytes);
  return result.status === "refused" ? result.reason.code : undefined;
}

/** Offset of a field in the central directory record of the named part. */
function directoryField(bytes: Uint8Array, part: string, field: number): number {
  const text = Buffer.from(bytes).toString("latin1");
  return text.lastIndexOf(part) - 46 + field;
}

function changed(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  new DataView(copy.buffer).setUint32(at, value, true);
  return copy;
}

describe("a package", () => {
  test("is read part by part, names compared without case or leading slash", () => {
    const archive = openArchive(zipParts({ "xl/Workbook.xml": "<a/>", "xl\\sheet.xml": "<b/>" }));
    expect(archive.find("/XL/workbook.XML")).toBe("xl/Workbook.xml");
    expect(archive.text("xl/sheet.xml")).toBe("<b/>");
  });

  test("drops a byte order mark", () => {
    expect(openArchive(zipParts({ "a.xml": "\ufeff<a/>" })).text("a.xml")).toBe("<a/>");
  });

  test.each([
    ["nothing", new Uint8Array(), "workbook/notWorkbook"],
    ["text", new TextEncoder().encode("Region;Antal\nNord;3\n"), "workbook/notWorkbook"],
    ["a zip of something else", zipParts({ "readme.txt": "hello" }), "workbook/notWorkbook"],
    ["the container of encrypted and old files", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), "workbook/encrypted"],
    ["the first two letters of a zip", Uint8Array.of(0x50, 0x4b), "workbook/damaged"],
  ])("refuses %s", (_, bytes, code) => expect(refusal(bytes)).toBe(code));

  test("refuses a file cut anywhere", () => {
    const whole = workbook();
    for (let length = 4; length < whole.length; length += 97) expect(refusal(whole.slice(0, length))).toBe("workbook/damaged");
  });

  test("refuses a part whose bytes changed", () => {
    const stored = zipSync({ "_rels/.rels": [new TextEncoder().encode("<Relationships/>"), { level: 0 }] });
    const at = Buffer.from(stored).indexOf("<Relationships");
    stored[at + 1] ^= 1;
    expect(refusal(stored)).toBe("workbook/damaged");
  });

  test("refuses a claim of a gigabyte before inflating anything", () => {
    const bytes = workbook();
    expect(refusal(changed(bytes, directoryField(bytes, "xl/workbook.xml", 24), 2 ** 30 + 1))).toBe("workbook/tooLarge");
  });

  test("refuses a claim that deflate cannot keep", () => {
    const bytes = workbook();
    expect(refusal(changed(bytes, directoryField(bytes, "xl/workbook.xml", 24), 2 ** 26))).toBe("workbook/damaged");
  });

  test("refuses a bomb as soon as it gives more than it claims", () => {
    const bomb = zipSync({ "_rels/.rels": new Uint8Array(2 ** 26) });
    expect(refusal(changed(bomb, directoryField(bomb, "_rels/.rels", 24), 1000))).toBe("workbook/tooLarge");
  });

  test("refuses many parts that are too large only together", () => {
    const names = Array.from({ length: 5 }, (_, i) => `xl/media/${i}.png`);
    const bytes = names.reduce((zip, name) => changed(zip, directoryField(zip, name, 24), 2 ** 28), zipParts(Object.fromEntries(names.map((name) => [name, "x"]))));
    expect(refusal(bytes)).toBe("workbook/tooLarge");
  });

  test("refuses more parts than a workbook has", () => {
    expect(refusal(zipParts(Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`${i}`, ""]))))).toBe("workbook/tooManyParts");
  });

  test("refuses two parts of one name", () => {
    expect(() => openArchive(zipParts({ "a.xml": "<a/>", "A.XML": "<b/>" }))).toThrow(Unreadable);
  });

  test("refuses an encrypted part and an unknown compression", () => {
    const bytes = workbook();
    const flags = bytes.slice(), method = bytes.slice();
    flags[directoryField(bytes, "xl/workbook.xml", 8)] |= 1;
    method[directoryField(bytes, "xl/workbook.xml", 10)] = 12;
    expect(refusal(flags)).toBe("workbook/encrypted");
    expect(refusal(method)).toBe("workbook/damaged");
  });

  test.each(["utf-16", "iso-8859-1"])("refuses the encoding %s", (encoding) => {
    expect(() => openArchive(zipParts({ "a.xml": `<?xml version="1.0" encoding="${encoding}"?><a/>` })).text("a.xml")).toThrow("workbook/encoding");
  });

  test("reads zip64 sizes", () => {
    const bytes = zip64(zipSync({ "a.xml": [new TextEncoder().encode("<a/>"), { level: 0 }] }));
    expect(openArchive(bytes).text("a.xml")).toBe("<a/>");
  });
});

/** Moves the sizes and the offset of a one-part zip into the zip64 extra field of its directory record. */
function zip64(plain: Uint8Array): Uint8Array {
  const view = new DataView(plain.buffer), end = plain.length - 22, directory = view.getUint32(end + 16, true);
  const extra = new Uint8Array(28), field = new DataView(extra.buffer);
  field.setUint16(0, 1, true);
  field.setUint16(2, 24, true);
  [24, 20, 42].forEach((at, i) => {
    field.setBigUint64(4 + 8 * i, BigInt(view.getUint32(directory + at, true)), true);
    view.setUint32(directory + at, 0xffffffff, true);
  });
  view.setUint16(directory + 30, extra.length, true);
  return Uint8Array.from([...plain.subarray(0, end), ...extra, ...plain.subarray(end)]);
}
