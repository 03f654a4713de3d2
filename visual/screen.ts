import type { Message } from "../shared/i18n/message.ts";
import type { MatrixAxis, Role } from "./matrix.ts";
import type { MatrixView } from "./view.ts";

/** What the visual shows after an update: the matrix, or one message and no number at all. */
export type Screen =
  | { readonly kind: "matrix"; readonly view: MatrixView; readonly rows: MatrixAxis }
  | { readonly kind: "landing"; readonly missing: readonly Role[]; readonly limit: number }
  | { readonly kind: "empty" }
  | { readonly kind: "waiting" }
  | { readonly kind: "refused"; readonly reasons: readonly Message[] };

/** Code for `renderingFailed`, or null where the update ended as it should. */
export function failure(screen: Screen): string | null {
  if (screen.kind === "waiting") return "matrix/pending";
  return screen.kind === "refused" ? screen.reasons[0]?.code ?? "visual/failed" : null;
}
