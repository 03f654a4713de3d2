import { readFileSync } from "node:fs";
import path from "node:path";
import { serve, type Served } from "./browser.ts";

interface SiteConfig {
  readonly globalHeaders: Readonly<Record<string, string>>;
  readonly routes: readonly { readonly headers: Readonly<Record<string, string>> }[];
}

/** Serves the site of a package as its own server configuration says, but for the headers that a server is to forget. */
export function servePackaged(site: string, forgets: (header: string) => boolean = () => false): Promise<Served> {
  const { globalHeaders, routes } = JSON.parse(readFileSync(path.join(site, "staticwebapp.config.json"), "utf8")) as SiteConfig;
  return serve(site, (name) => Object.fromEntries(Object.entries({ ...globalHeaders, ...(name.startsWith("assets/") ? routes[0]?.headers : {}) }).filter(([header]) => !forgets(header))));
}
