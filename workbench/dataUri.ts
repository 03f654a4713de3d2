/** Bytes of a base64 data URI. Decoded here, for the page's policy lets it fetch nothing, not even from itself. */
export function bytesOf(uri: string): Uint8Array {
  return Uint8Array.from(atob(uri.slice(uri.indexOf(",") + 1)), (sign) => sign.charCodeAt(0));
}
