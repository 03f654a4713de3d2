import { html, nothing, type TemplateResult } from "lit";
import type { Rules } from "../../shared/policy/policy.ts";
import { BUILT_IN_CHOICE, comparedToBuiltIn } from "./side.ts";
import type { Speak } from "./speak.ts";
import type { Actions, State } from "./state.ts";

/** The rules as controls, how they stand to the built-in ones, and how a policy file writes them. */
export function controls({ choice }: State, actions: Actions, say: Speak): TemplateResult {
  const { maxN, zeros, protection, audience } = choice, compared = comparedToBuiltIn(choice);
  return html`
    <section class="controls" aria-labelledby="yours"><h2 id="yours">${say("rules/yours")}</h2>
      <div class="fields">
        <label class="limit"><span>${say("rules/limit")}</span><span class="number"><input type="number" min="1" max="50" .value=${String(maxN)} @change=${(event: Event) => { limit(event, actions, maxN); }}>${say("rules/limit/after")}</span></label>
        ${select("zeros", [["hide", say("rules/zeros/hide")], ["show", say("rules/zeros/show")]], zeros, say("rules/zeros"), (value) => { actions.choose({ zeros: value }); })}
        ${select("level", [["exact", say("rules/level/exact")], ["standard", say("rules/level/standard")], ["interval", say("rules/level/interval")]], protection, say("rules/level"), (value) => { actions.choose({ protection: value }); })}
        ${select<Rules["audience"] & string>("audience", [["anyMunicipality", say("rules/audience/anyMunicipality")], ["none", say("rules/audience/none")]], audience === "none" ? "none" : "anyMunicipality", say("rules/audience"), (value) => { actions.choose({ audience: value }); }, protection === "exact" ? say("rules/audience/unused") : undefined)}
      </div>
      <div class="meaning"><p class="compared ${compared}" role="status">${say(`rules/compared/${compared}`)}</p>
        ${compared === "same" ? nothing : html`<button type="button" class="link" @click=${() => { actions.choose(BUILT_IN_CHOICE); }}>${say("rules/reset")}</button>`}
        <details><summary>${say("rules/file")}</summary><pre tabindex="0">${JSON.stringify(choice, null, 2)}</pre></details>
      </div>
    </section>`;
}

/** A number out of range is put back. */
function limit(event: Event, actions: Actions, before: number): void {
  const input = event.currentTarget as HTMLInputElement, maxN = input.valueAsNumber;
  if (Number.isInteger(maxN) && maxN >= 1 && maxN <= 50) actions.choose({ maxN }); else input.value = String(before);
}

function select<V extends string>(id: string, options: readonly (readonly [V, string])[], chosen: V, name: string, take: (value: V) => void, unused?: string): TemplateResult {
  return html`
    <label class=${id}><span>${name}</span>
      <select ?disabled=${unused !== undefined} aria-describedby=${unused === undefined ? nothing : `${id}-unused`} @change=${(event: Event) => { take((event.currentTarget as HTMLSelectElement).value as V); }}>
        ${options.map(([value, text]) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`)}
      </select>${unused === undefined ? nothing : html`<small id="${id}-unused">${unused}</small>`}
    </label>`;
}
