import type { Message } from "../i18n/message.ts";
import type { PackagePart } from "../workbook/packageParts.ts";
import type { Reason } from "../workbook/unreadable.ts";

/** Why a file is not scanned: R36 for formats that cannot be read, R37 for encrypted, rights-managed and signed files. */
export interface Unscanned {
  readonly rule: "R36" | "R37";
  readonly message: Message;
}

/** Names of streams in a compound file, as its directory writes them (MS-CFB §2.6.1, MS-OFFCRYPTO §2.3, §2.2). */
const STREAMS: readonly (readonly [name: string, rule: Unscanned["rule"], kind: string])[] = [
  ["DRMEncrypted", "R37", "rightsManaged"], ["EncryptedPackage", "R37", "encrypted"], ["Workbook", "R36", "oldWorkbook"], ["Book", "R36", "oldWorkbook"],
];
/** Bytes of a compound file searched for stream names: the directory is near one end. */
const SEARCHED = 2 ** 22;

/** What became of a file that the reader refused. */
export function unscanned(bytes: Uint8Array, reason: Reason): Unscanned {
  if (reason.code === "workbook/encrypted") {
    const stream = isCompound(bytes) ? STREAMS.find(([name]) => mentions(bytes, name)) : undefined;
    if (stream !== undefined) return { rule: stream[1], message: { code: `leak/${stream[1]}/${stream[2]}` } };
    return { rule: "R37", message: { code: "leak/R37/encrypted" } };
  }
  return { rule: "R36", message: reason };
}

/** A signature vouches for the file as it is: nothing in it may be mended, and nothing is certified twice. */
export function signed(parts: readonly PackagePart[]): Unscanned | undefined {
  const signature = parts.some(({ name, kinds }) => kinds.includes("origin") || /(^|\/)_xmlsignatures\//i.test(name));
  return signature ? { rule: "R37", message: { code: "leak/R37/signed" } } : undefined;
}

function isCompound(bytes: Uint8Array): boolean {
  return bytes[0] === 0xd0 && bytes[1] === 0xcf;
}

/** Stream names are UTF-16. */
function mentions(bytes: Uint8Array, name: string): boolean {
  const wanted = [...name].flatMap((letter) => [letter.charCodeAt(0), 0]);
  const search = (from: number, to: number) => {
    for (let at = from; at + wanted.length <= to; at++) if (wanted.every((byte, k) => bytes[at + k] === byte)) return true;
    return false;
  };
  return search(0, Math.min(bytes.length, SEARCHED)) || search(Math.max(0, bytes.length - SEARCHED), bytes.length);
}
