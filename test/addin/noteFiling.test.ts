import { noteFiling, type FiledNote } from "../../addin/noteFiling.ts";
import { logFolder } from "../../shared/policy/ownDataLog.ts";
import { BUILT_IN } from "../../shared/policy/policy.ts";

const NOTE: FiledNote = { id: "8f1c", time: "2026-01-02T09:05:00.000Z", event: "shownWhole", table: "Pivot", dataSets: ["Egne skoler"] };
const POLICY = { ...BUILT_IN, municipality: { name: "Odense Kommune", code: "461" }, label: "Odense Kommune", revision: 3, ownDataLog: "https://log.kommune.example/diskret" };
const answering = (answer: () => Promise<Response>) => jest.spyOn(globalThis, "fetch").mockImplementation(answer);
afterEach(() => { jest.restoreAllMocks(); });

test("one small file per note, by PUT, with the browser's own sign-in, and nothing of the table but its name", async () => {
  const fetched = answering(() => Promise.resolve(new Response(null, { status: 201 })));
  expect(await noteFiling(POLICY)!(NOTE)).toEqual({ filed: true });
  const [[address, request]] = fetched.mock.calls;
  expect([address, request?.method, request?.credentials, request?.redirect, request?.referrerPolicy]).toEqual(["https://log.kommune.example/diskret/diskret-2026-01-02T090500000Z-8f1c.json", "PUT", "include", "error", "no-referrer"]);
  expect(JSON.parse(request?.body as string)).toEqual({
    format: "diskret-own-data-note", version: 1, time: NOTE.time, event: "shownWhole", table: "Pivot", dataSets: ["Egne skoler"], municipality: "461", policy: { label: "Odense Kommune", revision: 3 },
  });
});

test.each([[401], [403], [404], [405], [500], [507]])("a server that answers %d has not taken it", async (status) => {
  answering(() => Promise.resolve(new Response(null, { status })));
  expect(await noteFiling(POLICY)!(NOTE)).toEqual({ filed: false, code: String(status) });
});

test("no answer, a redirect and a page that may not send are no filing either", async () => {
  answering(() => Promise.reject(new TypeError("Failed to fetch")));
  expect(await noteFiling(POLICY)!(NOTE)).toEqual({ filed: false, code: "" });
});

test("any other place is for a person to file", () => {
  for (const ownDataLog of [null, "J:\\Diskret", "Sag 25/1234", "\\\\server\\log", "http://log.kommune.example/", "https://bruger:kode@log.kommune.example/", "https://log.kommune.example/?mappe=1"]) expect(noteFiling({ ...POLICY, ownDataLog })).toBeNull();
  expect(logFolder("https://Log.kommune.example:8443/a/b")).toEqual({ origin: "https://log.kommune.example:8443", address: "https://Log.kommune.example:8443/a/b/" });
  expect(logFolder("https://log.kommune.example")?.address).toBe("https://log.kommune.example/");
});
