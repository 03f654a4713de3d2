import { HostError } from "../host.ts";

/** While the user edits a cell Excel refuses requests; `delayForCellEdit` waits until the edit is done. */
export async function run<T>(batch: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
  try {
    return await Excel.run({ delayForCellEdit: true }, batch);
  } catch (error) {
    throw hostError(error);
  }
}

/** Excel's own words may quote cells, so only its error code is passed on. */
export function hostError(error: unknown): HostError {
  if (error instanceof HostError) return error;
  const code = codeOf(error);
  if (code === null) return new HostError({ code: "host/unexpected" });
  return new HostError({ code: code === "AccessDenied" ? "host/accessDenied" : "host/excel", params: { code } });
}

export function codeOf(error: unknown): string | number | null {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" || typeof code === "number" ? code : null;
}

/** Whether this Excel has a requirement set in a version. */
export function supports(set: string, version: string): boolean {
  return Office.context.requirements.isSetSupported(set, version);
}
