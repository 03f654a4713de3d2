/** How the emulated Office hands out the workbook's file: in slices, at most two files at a time, or not at all. */
export interface OfficeFiles {
  /** Files handed out and not closed again. */
  readonly open: number;
  /** Files handed out so far. */
  readonly handedOut: number;
  getFileAsync(type: string, options: { readonly sliceSize?: number }, answer: Answer): void;
}

/** "cut": the last slice comes back short. A number is the Office error code with which every file is refused. */
export type FileManner = "whole" | "cut" | number;

type Answer = (result: { readonly status: "succeeded"; readonly value: unknown } | { readonly status: "failed"; readonly error: { readonly code: number } }) => void;

const MAX_OPEN = 2;
/** Largest slice Office hands out (Office.js `Document.getFileAsync`). */
const MAX_SLICE = 4 * 1024 * 1024;
/** Office's code for its internal error. */
const INTERNAL_ERROR = 5001;

export function officeFiles(workbook: () => Uint8Array, manner: FileManner = "whole"): OfficeFiles {
  const files = {
    open: 0,
    handedOut: 0,
    getFileAsync(type: string, { sliceSize = MAX_SLICE }: { readonly sliceSize?: number }, answer: Answer): void {
      const code = typeof manner === "number" ? manner : type !== "compressed" || sliceSize > MAX_SLICE || files.open >= MAX_OPEN ? INTERNAL_ERROR : null;
      if (code !== null) return void setTimeout(() => answer({ status: "failed", error: { code } }));
      files.open++;
      files.handedOut++;
      setTimeout(() => answer({ status: "succeeded", value: file(workbook(), sliceSize) }));
    },
  };
  const file = (bytes: Uint8Array, sliceSize: number): unknown => ({
    size: bytes.length,
    sliceCount: Math.ceil(bytes.length / sliceSize),
    getSliceAsync(index: number, answer: Answer): void {
      const end = Math.min(bytes.length, (index + 1) * sliceSize) - (manner === "cut" && (index + 1) * sliceSize >= bytes.length ? 1 : 0);
      setTimeout(() => answer({ status: "succeeded", value: { index, data: Array.from(bytes.subarray(index * sliceSize, end)) } }));
    },
    closeAsync(): void {
      files.open--;
    },
  });
  return files;
}
