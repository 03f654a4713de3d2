import type powerbi from "powerbi-visuals-api";
import type { Policy } from "../shared/policy/policy.ts";
import { askAudience, type Audience, type FileKind } from "./askAudience.ts";
import { base64, csvFile, gridOf, workbookFile } from "./files.ts";
import { element, icon } from "./element.ts";
import { printPages } from "./printPages.ts";
import type { MatrixView } from "./view.ts";
import type { Words } from "./words.ts";

const DOWNLOAD = "M12 4v11 M7 10l5 5 5-5 M5 20h14";
/** `PrivilegeStatus.Allowed`. */
const ALLOWED = 0;

/**
 * Hands out what is shown as a file, by Power BI's own download service, which asks the reader once more. It works where the
 * policy and the tenant's switch "Allow downloads from custom visuals" allow it; elsewhere nothing of it is seen.
 */
export class FileExport {
  private readonly service: powerbi.extensibility.IDownloadService | undefined;
  private allowed = false;
  private readonly buttons = new Set<HTMLElement>();

  constructor(host: powerbi.extensibility.visual.IVisualHost, private readonly words: Words) {
    this.service = host.downloadService;
    void this.service?.exportStatus().then((status) => {
      this.allowed = Number(status) === ALLOWED;
      for (const button of this.buttons) button.hidden = !this.allowed;
    }, () => undefined);
  }

  /** The button of one drawing, whose view for files is made when it is asked for; hidden until the tenant is known to allow it. */
  button(view: () => MatrixView, policy: Policy): HTMLElement {
    const made = element("button", { type: "button", class: "tool" }, icon(DOWNLOAD), element("span", {}, this.words.word("file/get")));
    made.hidden = !this.allowed;
    this.buttons.clear();
    this.buttons.add(made);
    made.addEventListener("click", () => {
      const around = made.closest(".matrix");
      if (around !== null) askAudience(around, policy, (kind, audience) => this.write(view(), policy, kind, audience), made, this.words);
    });
    return made;
  }

  /** True where the host has taken the file. */
  private async write(view: MatrixView, policy: Policy, kind: FileKind, audience: Audience): Promise<boolean> {
    const notes = this.notes(view, policy, audience), grid = gridOf(view), title = this.words.word("file/name");
    const [content, type] = kind === "csv" ? [csvFile(grid, notes, this.words.tag), "csv"]
      : [base64(kind === "xlsx" ? workbookFile(grid, notes, title, view.heads.length) : printPages(grid, notes, view, this.words)), "base64"];
    const result = await this.service?.exportVisualsContentExtended(content, `${title}.${kind}`, type, this.words.word(`file/${kind}`));
    return result?.downloadCompleted === true;
  }

  /** What every file says of itself. */
  private notes(view: MatrixView, policy: Policy, audience: Audience): string[] {
    const { words } = this;
    return [
      ...(view.hidden === 0 ? [] : [`${view.mark}  ${words.word("visual/explanation", { limit: view.limit })}`, words.word("visual/hiddenCells", { n: view.hidden })]),
      ...(view.filtered ? [words.word("visual/filtered")] : []), ...(view.summed ? [words.word("visual/summed")] : []),
      ...view.notices.map((notice) => words.say(notice)),
      words.word(audience === "own" ? "file/forOwn" : "file/forOthers"),
      words.word("file/rules", { label: policy.municipality === null ? words.word("pane/builtIn") : policy.label }),
    ];
  }
}
