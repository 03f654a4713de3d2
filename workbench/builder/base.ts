import type { Base } from "../../shared/packaging/packageFiles.ts";

/** What `base.js` holds: files in base64. */
interface Embedded {
  readonly site: Readonly<Record<string, string>>;
  readonly visual: string;
  readonly sbom: string;
}

/** What packages are made from. Throws where the page was served without it. */
export function embeddedBase(): Base {
  const { packageBase } = window as unknown as { readonly packageBase?: Embedded };
  if (packageBase === undefined) throw new RangeError("base.js is missing");
  const site = new Map(Object.entries(packageBase.site).map(([name, text]) => [name, bytes(text)] as const));
  return { site, visual: bytes(packageBase.visual), sbom: bytes(packageBase.sbom) };
}

function bytes(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}
