import type { Served, Serving } from "../shared/policy/deployment.ts";

/** What the page's own host serves, as it is now. Nothing else is asked. */
export const serving: Serving = {
  read,
  text: (bytes) => new TextDecoder().decode(bytes),
  sha256: async (content) => {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content);
    return [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  },
};

async function read(path: string): Promise<Served | null> {
  const response = await fetch(path, { cache: "no-store", redirect: "error" });
  return response.ok ? { bytes: new Uint8Array(await response.arrayBuffer()), header: (name) => response.headers.get(name) } : null;
}
