import { ExcelFault, type EmulatedExcel, type ExcelEvent } from "./emulatedExcel.ts";
import { HostCrash, workbookObject, type RemoteObject } from "./officeObjects.ts";

/**
 * The host's side of Office.js: takes the batch that the client library sends at its request seam and answers as Excel
 * does, action by action. An error ends the batch where it stands: what was done before it stays done.
 */
export interface OfficeRequests {
  /** JSON in, JSON out; null when no answer comes. */
  execute(body: string): string | null;
  /** Requests so far. */
  readonly count: number;
  /** Lets the `nth` request from now fail with an error code of Excel's at its last action. */
  failAt(nth: number, code: string): void;
  /** Lets the next request with a part in its body fail with an error code of Excel's at its last action. */
  failWith(part: string, code: string): void;
  /** From now on no request is answered: Excel is busy. */
  hold(): void;
  /** The user begins to edit a cell: a request that does not say it can wait is refused until the edit is finished. */
  edit(): void;
  finishEdit(): void;
  /** As `execute`, when Excel lets it; `waits`: the request was sent with `delayForCellEdit`. */
  whenFree(body: string, waits: boolean, answer: (reply: string | null) => void): void;
  /** What crashed the host, null while it runs. */
  readonly crash: string | null;
}

/** What no text of ours may repeat. */
export const SPOKEN = "Lejre 0-2 år: 3";

/** Largest request Excel on the web takes, in bytes. */
const MAX_REQUEST = 5 * 1024 * 1024;

/** The members of the wire format used here (`ObjectPathType`, `ActionType` in the client library). */
const PATH = { root: 1, method: 3, property: 4, indexer: 5, reference: 6 };
const ACTION = { instantiate: 1, query: 2, method: 3, set: 4, trace: 5 };

interface Batch {
  readonly Actions: readonly Action[];
  readonly ObjectPaths: Readonly<Record<string, ObjectPath>>;
}
interface Action {
  readonly Id: number;
  readonly ActionType: number;
  readonly Name: string;
  readonly ObjectPathId: number;
  readonly ArgumentInfo?: Arguments;
  readonly QueryInfo?: { readonly Select?: readonly string[] };
}
interface ObjectPath {
  readonly ObjectPathType: number;
  readonly Name: string;
  readonly ParentObjectPathId?: number;
  readonly ArgumentInfo?: Arguments;
}

/** `ReferencedObjectPathIds` runs beside `Arguments`; 0 where the argument is a plain value. */
interface Arguments {
  readonly Arguments?: readonly unknown[];
  readonly ReferencedObjectPathIds?: readonly number[];
}

export function officeRequests(excel: EmulatedExcel): OfficeRequests {
  return new Requests(workbookObject(excel));
}

class Requests implements OfficeRequests {
  count = 0;
  crash: string | null = null;
  /** Objects the client keeps beyond a request, by the reference it was given. */
  private readonly kept = new Map<string, RemoteObject>();
  private readonly faults = new Map<number, string>();
  private fault: { readonly part: string; readonly code: string } | null = null;
  private nextReference = 1;
  private held = false;
  private editing = false;
  private readonly afterEdit: (() => void)[] = [];

  constructor(private readonly root: RemoteObject) {}

  hold(): void {
    this.held = true;
  }

  edit(): void {
    this.editing = true;
  }

  finishEdit(): void {
    this.editing = false;
    for (const act of this.afterEdit.splice(0)) act();
  }

  whenFree(body: string, waits: boolean, answer: (reply: string | null) => void): void {
    if (!this.editing) answer(this.execute(body));
    else if (waits) this.afterEdit.push(() => { answer(this.execute(body)); });
    else answer(refusal([], "InvalidOperationInCellEditMode", 0));
  }

  failAt(nth: number, code: string): void {
    this.faults.set(this.count + nth, code);
  }

  failWith(part: string, code: string): void {
    this.fault = { part, code };
  }

  execute(body: string): string | null {
    if (this.crash !== null || this.held) return null;
    this.count++;
    if (this.fault !== null && body.includes(this.fault.part)) {
      this.faults.set(this.count, this.fault.code);
      this.fault = null;
    }
    if (body.length > MAX_REQUEST) return refusal([], "RequestPayloadSizeLimitExceeded", 0);
    const batch = JSON.parse(body) as Batch;
    const objects = new Map<number, RemoteObject>();
    const results: { ActionId: number; Value: unknown }[] = [];
    for (const [index, action] of batch.Actions.entries()) {
      try {
        if (this.faults.has(this.count) && index === batch.Actions.length - 1) throw new ExcelFault(this.faults.get(this.count)!);
        results.push({ ActionId: action.Id, Value: this.act(action, batch, objects) });
      } catch (error) {
        if (error instanceof ExcelFault) return refusal(results, error.code, index);
        if (!(error instanceof HostCrash)) throw error;
        this.crash = error.message;
        return null;
      }
    }
    return JSON.stringify({ Results: results });
  }

  private act(action: Action, batch: Batch, objects: Map<number, RemoteObject>): unknown {
    if (action.ActionType === ACTION.trace) return null;
    const object = this.object(action.ObjectPathId, batch, objects);
    const args = this.args(action.ArgumentInfo, batch, objects);
    switch (action.ActionType) {
      case ACTION.instantiate:
        return object.isNull === true ? { _IsNull: true } : { _ReferenceId: this.keep(object), ...(object.id === undefined ? {} : { _Id: object.id, Id: object.id }) };
      case ACTION.query:
        return object.isNull === true ? null : queried(object, action.QueryInfo?.Select ?? []);
      case ACTION.method:
        if (object.results?.[action.Name] !== undefined) return object.results[action.Name]();
        if (!action.Name.endsWith("Reference")) known(object.methods?.[action.Name], action.Name)(...(args as never[]));
        return null;
      case ACTION.set:
        known(object.setters?.[action.Name], action.Name)(args[0] as never);
        return null;
      default:
        throw new RangeError(`unknown action type ${action.ActionType}`);
    }
  }

  private object(id: number, batch: Batch, objects: Map<number, RemoteObject>): RemoteObject {
    const object = objects.get(id) ?? this.resolve(batch.ObjectPaths[String(id)], batch, objects);
    objects.set(id, object);
    return object;
  }

  private resolve(path: ObjectPath, batch: Batch, objects: Map<number, RemoteObject>): RemoteObject {
    if (path.ObjectPathType === PATH.root) return this.root;
    if (path.ObjectPathType === PATH.reference) return known(this.kept.get(path.Name), path.Name);
    const parent = this.object(path.ParentObjectPathId!, batch, objects);
    const args = this.args(path.ArgumentInfo, batch, objects);
    if (path.ObjectPathType === PATH.property) return known(parent.properties?.[path.Name], path.Name)();
    if (path.ObjectPathType === PATH.indexer) return known(parent.item, "item")(String(args[0]));
    if (path.ObjectPathType === PATH.method) return known(known(parent.methods?.[path.Name], path.Name)(...(args as never[])) ?? undefined, path.Name);
    throw new RangeError(`unknown object path type ${path.ObjectPathType}`);
  }

  private args(info: Arguments | undefined, batch: Batch, objects: Map<number, RemoteObject>): readonly unknown[] {
    return (info?.Arguments ?? []).map((value, index) => {
      const path = info?.ReferencedObjectPathIds?.[index] ?? 0;
      return path === 0 ? value : this.object(path, batch, objects);
    });
  }

  private keep(object: RemoteObject): string {
    const reference = `REF-${this.nextReference++}`;
    this.kept.set(reference, object);
    return reference;
  }
}

/** Event numbers of the client library's `GenericEventHandlers` on the worksheet collection. */
const EVENT: Readonly<Record<ExcelEvent["kind"], number>> = { changed: 10, added: 13, selected: 14, deleted: 15 };
/** The category under which the client library looks for events. */
const EVENT_CATEGORY = 65_536;

/** An event as the host delivers it to the client library's message handler. */
export function eventMessage({ kind, sheet, own }: ExcelEvent): unknown {
  // Only events of changed cells say who changed them (`Excel.WorksheetChangedEventArgs.triggerSource`).
  const trigger = kind === "changed" ? { triggerSource: own ? "ThisLocalAddin" : "Unknown" } : {};
  const args = { worksheetId: sheet, address: "A1", changeType: "RangeEdited", source: "Local", ...trigger };
  return { entries: [{ messageCategory: EVENT_CATEGORY, messageType: EVENT[kind], targetId: "Workbook", message: JSON.stringify(args), isRemoteOverride: false }] };
}

/** Excel's own words may quote what stands in cells: these do. */
function refusal(results: readonly unknown[], code: string, action: number): string {
  return JSON.stringify({ Results: results, Error: { Code: code, Message: `${code}: ${SPOKEN}`, Location: "", ActionIndex: action } });
}

function queried(object: RemoteObject, select: readonly string[]): unknown {
  if (object.items === undefined) return picked(object, select);
  return { _Items: object.items().map((item) => ({ ...picked(item, select), ...(item.id === undefined ? {} : { _Id: item.id, Id: item.id }) })) };
}

/** The properties asked for: "rowIndex", or "worksheet/name" for one of a related object. */
function picked(object: RemoteObject, select: readonly string[]): Record<string, unknown> {
  const values = known(object.query, "query")();
  return Object.fromEntries(select.map((path) => {
    const name = path.split("/")[0];
    const wire = name[0].toUpperCase() + name.slice(1);
    return [wire, known(values[wire], wire)];
  }));
}

/** The emulator refuses what it does not know: a silent answer would make a test pass for nothing. */
function known<T>(member: T | undefined, name: string): T {
  if (member === undefined) throw new RangeError(`the emulated Excel has no ${name}`);
  return member;
}
