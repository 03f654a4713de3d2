import { render } from "lit";
import type { Locale } from "../../shared/i18n/message.ts";
import { embeddedBase } from "./base.ts";
import { readPolicyFile, zipped } from "./build.ts";
import { page, type Actions, type State } from "./page.ts";
import "../workbench.css";
import "./builder.css";

/** The package builder for whoever has no command line: everything happens in this page. */
class Builder implements Actions {
  private state: State = { locale: navigator.language.startsWith("en") ? "en" : "da", chosen: null, host: "", result: { status: "none" } };

  constructor(private readonly element: HTMLElement) { this.show({}); }

  speak(locale: Locale): void { this.show({ locale }); }

  host(host: string): void { this.changed({ host }); }

  choose(file: File): void {
    void file.arrayBuffer().then(async (bytes) => { this.changed({ chosen: await readPolicyFile(file.name, new Uint8Array(bytes)) }); });
  }

  build(): void {
    const { chosen, host } = this.state;
    if (chosen?.status === "read") void this.make(chosen, host).catch(() => { this.show({ result: { status: "refused", reason: { code: "builder/failed" } } }); });
  }

  private async make(chosen: Parameters<typeof zipped>[1], host: string): Promise<void> {
    const zip = await zipped(embeddedBase(), chosen, host);
    if ("code" in zip) return this.show({ result: { status: "refused", reason: zip } });
    const name = `diskret-${chosen.policy.municipality?.code ?? ""}-${chosen.policy.revision}.zip`;
    this.show({ result: { status: "made", name, href: URL.createObjectURL(new Blob([Uint8Array.from(zip)], { type: "application/zip" })) } });
  }

  /** What was made belongs to what was chosen then. */
  private changed(changes: Partial<State>): void {
    if (this.state.result.status === "made") URL.revokeObjectURL(this.state.result.href);
    this.show({ ...changes, result: { status: "none" } });
  }

  private show(changes: Partial<State>): void {
    this.state = { ...this.state, ...changes };
    document.documentElement.lang = this.state.locale;
    render(page(this.state, this), this.element);
  }
}

const element = document.getElementById("builder");
if (element !== null) new Builder(element);
