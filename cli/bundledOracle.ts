import { inflateRawSync } from "node:zlib";
import loadHighs, { type InitOptions } from "highs";
import deflated from "highs/runtime";
import type { Oracle } from "../shared/audit/attack.ts";
import { oracleOf } from "./highsOracle.ts";

/** Emscripten's hook for code that is at hand: this release ignores the documented `wasmBinary`. */
interface Loader {
  readonly instantiateWasm: (imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void) => void;
}

/** The solver out of the bundle, ready to use. */
export async function bundledOracle(): Promise<Oracle> {
  const module = new WebAssembly.Module(Uint8Array.from(inflateRawSync(Buffer.from(deflated, "base64"))));
  const loader: InitOptions & Loader = { instantiateWasm: (imports, receive) => { receive(new WebAssembly.Instance(module, imports)); } };
  return oracleOf(await loadHighs(loader));
}
