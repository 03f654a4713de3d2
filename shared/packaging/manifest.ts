/** Where the manifest of the repository says that the files are. */
const HERE = "https://localhost:3000";
/** Name space of the ids below (RFC 9562, version 5). */
const NAMESPACE = "5f0b2a54-8a7c-5d0e-9c41-0f6b7d3e2a18";

/** The add-in's id for a municipality: always the same, so that a new package is an update and no second add-in. */
export async function addinId(code: string, sha1: (bytes: Uint8Array) => Promise<Uint8Array>): Promise<string> {
  const space = (NAMESPACE.replaceAll("-", "").match(/../g) ?? []).map((byte) => parseInt(byte, 16));
  const digest = await sha1(Uint8Array.from([...space, ...Array.from(`diskret:${code}`, (sign) => sign.charCodeAt(0))]));
  digest[6] = (digest[6] & 0x0f) | 0x50;
  digest[8] = (digest[8] & 0x3f) | 0x80;
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}

/** The program's first three numbers with the policy's revision as the fourth: every new policy is a higher version. */
export function versionOf(program: string, revision: number): string {
  return [...program.split(".").slice(0, 3), revision].join(".");
}

/** The manifest of one municipality's site. */
export function manifestFor(manifest: string, { host, id, revision }: { readonly host: string; readonly id: string; readonly revision: number }): string {
  return manifest
    .replace(/<!-- Every https:[^>]*-->\s*/, "")
    .replaceAll(HERE, host.replace(/&/g, "&amp;"))
    .replace(/<Id>[^<]*<\/Id>/, `<Id>${id}</Id>`)
    .replace(/<Version>([^<]*)<\/Version>/, (_, program: string) => `<Version>${versionOf(program, revision)}</Version>`);
}
