import { HostError } from "../host.ts";
import { hostError } from "./request.ts";

/** Largest slice Excel hands out on the desktop and the web, in bytes. */
const SLICE_BYTES = 4 * 1024 * 1024;

/** The workbook's bytes. Office holds at most two such files in memory, so the file is closed whatever happens. */
export async function workbookFile(): Promise<Uint8Array> {
  const opened = await answered<Office.File>((answer) => Office.context.document.getFileAsync(Office.FileType.Compressed, { sliceSize: SLICE_BYTES }, answer));
  try {
    const bytes = new Uint8Array(opened.size);
    let at = 0;
    for (let slice = 0; slice < opened.sliceCount; slice++) {
      const { data } = await answered<Office.Slice>((answer) => opened.getSliceAsync(slice, answer)) as { data: ArrayLike<number> };
      if (at + data.length > bytes.length) throw new HostError({ code: "host/fileIncomplete" });
      bytes.set(data, at);
      at += data.length;
    }
    if (at !== bytes.length) throw new HostError({ code: "host/fileIncomplete" });
    return bytes;
  } finally {
    opened.closeAsync();
  }
}

/** Opens bytes as a new workbook in its own window. */
export async function openWorkbook(bytes: Uint8Array): Promise<void> {
  try {
    await Excel.createWorkbook(base64(bytes));
  } catch (error) {
    throw hostError(error);
  }
}

/** Office's codes where permission is lacking: `ooeNoCapability` and `ooeAccessDenied` of its client library. */
const DENIED: readonly number[] = [7000, 13990];

/** A callback of the common Office API as a promise. */
export function answered<T>(ask: (answer: (result: Office.AsyncResult<T>) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    ask((result) => {
      if (result.status === Office.AsyncResultStatus.Succeeded) resolve(result.value);
      else reject(new HostError({ code: DENIED.includes(result.error.code) ? "host/fileDenied" : "host/file", params: { code: String(result.error.code) } }));
    });
  });
}

/** In pieces, because an argument list has a limit. */
function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
