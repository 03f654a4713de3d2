import type { Message } from "../shared/i18n/message.ts";
import type { Policy } from "../shared/policy/policy.ts";
import type { MatrixAxis, Role } from "./matrix.ts";
import type { Order } from "./order.ts";
import type { Arrangement, MatrixView } from "./view.ts";

/** A protected matrix as a reader may arrange it. */
export interface MatrixScreen {
  readonly kind: "matrix";
  readonly view: (arranged: Arrangement) => MatrixView;
  /** The same for a file that leaves the screen, with every group unfolded; null where no file may. */
  readonly fileView: ((order: Order | null) => MatrixView) | null;
  readonly rows: MatrixAxis;
  readonly policy: Policy;
  readonly form: "table" | "bars";
}

/** What the visual shows after an update: the matrix, or one message and no number at all. */
export type Screen =
  | MatrixScreen
  | { readonly kind: "landing"; readonly missing: readonly Role[]; readonly limit: number }
  | { readonly kind: "empty" }
  | { readonly kind: "waiting" }
  | { readonly kind: "refused"; readonly reasons: readonly Message[] };

/** Code for `renderingFailed`, or null where the update ended as it should. */
export function failure(screen: Screen): string | null {
  if (screen.kind === "waiting") return "matrix/pending";
  return screen.kind === "refused" ? screen.reasons[0]?.code ?? "visual/failed" : null;
}
