import { readFileSync } from "node:fs";
import path from "node:path";
import { registerCommands } from "../../addin/commands.ts";
import { bindStatus } from "../../addin/excel/statusFunction.ts";
import type { Pane } from "../../addin/pane/mountPane.ts";
import { openExcel } from "../hosts/emulatedExcel.ts";
import { startOffice } from "../hosts/officeClient.ts";
import { functionNames, manifestFaults } from "./manifestFaults.ts";

const MANIFEST = readFileSync("manifest.xml", "utf8");

test("the manifest is without fault", () => {
  expect(manifestFaults(MANIFEST)).toEqual([]);
});

test.each<[string, string | RegExp, string, string]>([
  ["an unclosed element", "</Resources>", "", "not well-formed"],
  ["an id that is no GUID", /<Id>.*<\/Id>/, "<Id>diskret</Id>", "Id is no GUID"],
  ["a version of three numbers", "1.1.0.0", "1.1.0", "Version is not four numbers"],
  ["another host", '<Host Name="Workbook"/>', '<Host Name="Document"/>', "Hosts is not Workbook alone"],
  ["a lower requirement", 'MinVersion="1.9"', 'MinVersion="1.1"', "ExcelApi 1.9 is not required"],
  ["an element out of order", /(<Version>.*<\/Version>)\s*(<ProviderName>.*<\/ProviderName>)/, "$2$1", "OfficeApp: Version is out of order"],
  ["an unknown element", "<Permissions>", "<Rights>ReadDocument</Rights><Permissions>", "OfficeApp holds Rights"],
  ["a missing element", /<ProviderName>.*<\/ProviderName>/, "", "OfficeApp without ProviderName"],
  ["an address without https", 'id="Pane.Url" DefaultValue="https:', 'id="Pane.Url" DefaultValue="http:', "Url is not https: http://localhost:3000/taskpane.html"],
  ["a reference to nothing", 'resid="Tab.Label"', 'resid="Tab.Name"', "Tab.Name is not in ShortStrings"],
  ["a long text where a short one belongs", '<Label resid="Copy.Label"/>', '<Label resid="Copy.Tip"/>', "Copy.Tip is not in ShortStrings"],
  ["a resource nobody uses", "</bt:Urls>", '<bt:Url id="Help.Url" DefaultValue="https://localhost:3000/help.html"/></bt:Urls>', "Help.Url is never used"],
  ["a resource twice", "</bt:Urls>", '<bt:Url id="Pane.Url" DefaultValue="https://localhost:3000/taskpane.html"/></bt:Urls>', "Pane.Url occurs twice"],
  ["an id of more than 32 characters", /Group\.Label/g, "Group.Label.With.A.Name.That.Is.Too.Long", "Group.Label.With.A.Name.That.Is.Too.Long is longer than 32"],
  ["a text longer than Office shows", 'DefaultValue="Små tal"', `DefaultValue="${"æ".repeat(126)}"`, "the text of Group.Label is too long"],
  ["an icon without its largest size", '<bt:Image size="80" resid="CopyIcon.80"/>', "", "an icon without size 80"],
  ["a pane on another page than the runtime", '<Runtime resid="Pane.Url"', '<Runtime resid="Other.Url"', "FunctionFile is not the runtime's page"],
  ["a text without English", '<bt:Override Locale="en-US" Value="Small counts"/>', "", "Group.Label has no English"],
  ["another default language", "<DefaultLocale>da-DK", "<DefaultLocale>de-DE", "DefaultLocale is not da-DK"],
])("%s is found", (_, from, to, fault) => {
  const broken = MANIFEST.replace(from, to);
  expect(broken).not.toBe(MANIFEST);
  expect(manifestFaults(broken).some((found) => found.startsWith(fault))).toBe(true);
});

test("every icon is there in its own size", () => {
  const files = [...MANIFEST.matchAll(/\/assets\/([\w-]+-(\d+)\.png)/g)].map(([, name, size]) => [name, Number(size)] as const);
  expect(files.length).toBeGreaterThan(5);
  for (const [name, size] of files) {
    const png = readFileSync(path.join("addin/assets", name));
    // PNG: signature, then the IHDR chunk with width and height.
    expect([name, png.toString("latin1", 12, 16), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([name, "IHDR", size, size]);
  }
});

describe("ribbon buttons", () => {
  const SAMPLE = new Uint8Array(readFileSync("sample.xlsx"));
  const start = (selected: boolean) => {
    const { commands } = startOffice(openExcel(SAMPLE));
    Office.addin.showAsTaskpane = () => Promise.resolve();
    const done = (): jest.Mock => jest.fn(() => Promise.resolve());
    const pane = { chooseSelected: jest.fn(() => Promise.resolve(selected)), protect: done(), open: jest.fn(), share: jest.fn(), review: done(), checkSystem: done() };
    registerCommands(Promise.resolve(pane as Partial<Pane> as Pane));
    return { commands, pane };
  };
  const press = (commands: ReturnType<typeof start>["commands"], name: string): Promise<void> => new Promise((completed) => { commands.get(name)?.({ completed }); });

  test("each function the manifest names is bound", () => {
    expect([...start(true).commands.keys()]).toEqual(functionNames(MANIFEST));
  });

  test("a sheet is made of the table under the active cell, and of none other", async () => {
    const inPivot = start(true);
    await press(inPivot.commands, "protectTable");
    expect(inPivot.pane.protect).toHaveBeenCalledTimes(1);
    const outside = start(false);
    await press(outside.commands, "protectTable");
    expect(outside.pane.protect).not.toHaveBeenCalled();
  });

  test.each([
    ["copyWithoutSmallCounts", "tables", "share"], ["whyHidden", "why", "chooseSelected"], ["checkWorkbook", "scan", "review"],
    ["controlReport", "more", "open"], ["systemCheck", "more", "checkSystem"],
  ] as const)("%s opens the part of the pane it belongs to", async (name, tab, call) => {
    const { commands, pane } = start(true);
    await press(commands, name);
    expect(pane.open).toHaveBeenCalledWith(tab);
    expect(pane[call]).toHaveBeenCalled();
  });
});

test("the function's description, the manifest and the code name the same function", () => {
  const { functions } = JSON.parse(readFileSync("addin/functions.json", "utf8")) as { functions: { id: string; options: { stream: boolean } }[] };
  const bound: string[] = [], shown: string[] = [];
  let status = "a";
  Object.assign(globalThis, { CustomFunctions: { associate: (id: string, act: (cell: { setResult(text: string): void }) => void) => { bound.push(id); act({ setResult: (text) => { shown.push(text); } }); } } });
  const tell = bindStatus(() => status);
  tell();
  status = "b";
  tell();
  expect([bound, shown]).toEqual([functions.map(({ id }) => id), ["a", "b"]]);
  expect(functions.every(({ options }) => options.stream)).toBe(true);
  expect(MANIFEST).toContain('<bt:String id="Functions.Namespace" DefaultValue="DISKRET">');
});
