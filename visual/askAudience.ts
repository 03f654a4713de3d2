import type { Policy } from "../shared/policy/policy.ts";
import { element } from "./element.ts";
import type { Words } from "./words.ts";

/** `own`: employees of the reader's own municipality. `others`: anybody else too, among them other municipalities. */
export type Audience = "own" | "others";
export type FileKind = "xlsx" | "csv" | "pdf";

/**
 * Asks who a file is for, then hands it to `write`. Readers of other municipalities know their own numbers: where the policy does not
 * protect against every one of them, a file may not go to them.
 */
export function askAudience(around: Element, policy: Policy, write: (kind: FileKind, audience: Audience) => Promise<boolean>, opener: HTMLElement, words: Words): void {
  const others = policy.audience === "anyMunicipality" || policy.audience.includes("anyMunicipality");
  const title = element("h2", { id: "diskret-file" }, words.word("file/title"));
  const status = element("p", { role: "status" });
  const choices = (["own", "others"] as const).map((audience) => {
    const input = element("input", { type: "radio", name: "diskret-audience", value: audience });
    input.disabled = audience === "others" && !others;
    return element("label", {}, input, words.word(audience === "own" ? "file/own" : others ? "file/others" : "file/notOthers"));
  });
  const buttons = (["xlsx", "csv", "pdf"] as const).map((kind) => {
    const button = element("button", { type: "button", class: "primary", disabled: "" }, words.word(`file/${kind}`));
    button.addEventListener("click", () => { send(kind).catch(() => { status.textContent = words.word("file/failed"); }); });
    return button;
  });
  const cancel = element("button", { type: "button" }, words.word("file/cancel"));
  const dialog = element("div", { class: "dialog", role: "dialog", "aria-modal": "true", "aria-labelledby": "diskret-file" },
    element("div", {}, title, element("p", {}, words.word("file/body")), element("fieldset", {}, element("legend", {}, words.word("file/who")), ...choices), element("div", { class: "buttons" }, ...buttons, cancel), status));
  const chosen = (): Audience | null => (dialog.querySelector<HTMLInputElement>("input:checked")?.value ?? null) as Audience | null;
  const send = async (kind: FileKind): Promise<void> => {
    const audience = chosen();
    if (audience === null) return;
    status.textContent = words.word(await write(kind, audience) ? "file/done" : "file/failed");
  };
  const close = (): void => { dialog.remove(); opener.focus(); };
  dialog.addEventListener("change", () => { for (const button of buttons) button.disabled = chosen() === null; });
  cancel.addEventListener("click", close);
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Tab") keepInside(event, dialog);
  });
  around.append(dialog);
  dialog.querySelector<HTMLElement>("input")?.focus();
}

function keepInside(event: KeyboardEvent, dialog: HTMLElement): void {
  const stops = [...dialog.querySelectorAll<HTMLElement>("input:not(:disabled), button:not(:disabled)")];
  const [first, last] = event.shiftKey ? [stops[stops.length - 1], stops[0]] : [stops[0], stops[stops.length - 1]];
  if (document.activeElement === last) { event.preventDefault(); first.focus(); }
}
