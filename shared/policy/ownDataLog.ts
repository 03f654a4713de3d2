/** Where notes of tables shown whole are put by the program itself: a folder of a web server that takes files by PUT. */
export interface LogFolder {
  readonly origin: string;
  /** Ends with a slash. */
  readonly address: string;
}

const FOLDER = /^(https:\/\/[a-z0-9.-]+(?::\d{1,5})?)(\/[^\s?#\\]*)?$/i;

/** The folder that a policy names by an https address; null for any other place, where a person files the notes. */
export function logFolder(ownDataLog: string | null): LogFolder | null {
  const [whole, origin] = FOLDER.exec(ownDataLog ?? "") ?? [];
  return whole === undefined || origin === undefined ? null : { origin: origin.toLowerCase(), address: whole.endsWith("/") ? whole : `${whole}/` };
}

/** Whether a policy names a place that is neither: an address that is not encrypted, or that no file could be put below. */
export function isBrokenAddress(ownDataLog: string): boolean {
  return /^https?:/i.test(ownDataLog) && logFolder(ownDataLog) === null;
}
