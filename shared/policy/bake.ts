import type { Catalogue } from "./catalogue.ts";

const MARKED = /@@DISKRET_POLICY@@((?:(?!@@END@@).)*)@@END@@/gs;

/** A policy file's text and its SHA-256 in hexadecimal, and FLIS's list where it is newer than the program's own. */
export interface BakedText {
  readonly policy: string;
  readonly sha256: string;
  readonly catalogue?: Catalogue;
  /** Whoever may sign a policy that replaces this one. */
  readonly keys?: readonly PublicKey[];
}

export interface PublicKey {
  readonly kty: "OKP";
  readonly crv: "Ed25519";
  readonly x: string;
}

/** Puts a policy into the script of a bundle; null where the script does not hold exactly one place for it. */
export function bake(script: string, text: BakedText): string | null {
  if (places(script).length !== 1) return null;
  const { sha256, policy, catalogue, keys } = text, literal = inAnyQuotes(JSON.stringify({ sha256, policy, catalogue, keys }));
  return script.replace(MARKED, () => `@@DISKRET_POLICY@@${literal}@@END@@`);
}

/** The literal of a script as it stands at run time, marks included; null where there is not exactly one. */
export function bakedLiteral(script: string): string | null {
  const [place, ...more] = places(script);
  if (place === undefined || more.length > 0) return null;
  const text = place[1].replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return `@@DISKRET_POLICY@@${text}@@END@@`;
}

function places(script: string): readonly RegExpMatchArray[] {
  return [...script.matchAll(MARKED)];
}

/** The same characters inside "…", '…' and `…`, in a page and in ASCII; the marks' own signs cannot occur. */
function inAnyQuotes(text: string): string {
  return text.replace(/[^A-Za-z0-9 {}[\]:,._]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
