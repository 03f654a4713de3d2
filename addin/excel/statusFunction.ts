/** The part of Office's custom-functions runtime that is used; an Excel without one has only the name, or nothing. */
interface Functions {
  associate?(id: string, act: (invocation: Invocation) => void): void;
}
interface Invocation {
  setResult(text: string): void;
  onCanceled?: () => void;
}

/** Binds `=DISKRET.STATUS()`: every cell with it shows `status()` and is told of each change. Gives the function that tells. */
export function bindStatus(status: () => string): () => void {
  const cells = new Set<Invocation>();
  const functions = (globalThis as { readonly CustomFunctions?: Functions }).CustomFunctions;
  functions?.associate?.("STATUS", (invocation) => {
    cells.add(invocation);
    invocation.onCanceled = () => { cells.delete(invocation); };
    invocation.setResult(status());
  });
  let last = status();
  return () => {
    const now = status();
    if (now === last) return;
    last = now;
    for (const cell of cells) cell.setResult(now);
  };
}
