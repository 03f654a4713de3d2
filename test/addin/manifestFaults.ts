import { SaxesParser, type SaxesTagNS } from "saxes";

/** An XML element with the prefix taken off its name. */
interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** Order of an element's children by the add-in manifest schema ([MS-OWEMXML]); those not listed may not occur. */
const ORDER: Readonly<Record<string, readonly string[]>> = {
  OfficeApp: ["Id", "AlternateId", "Version", "ProviderName", "DefaultLocale", "DisplayName", "Description", "IconUrl", "HighResolutionIconUrl", "SupportUrl", "AppDomains", "Hosts", "Requirements", "DefaultSettings", "Permissions", "VersionOverrides"],
  VersionOverrides: ["Description", "Requirements", "Hosts", "Resources", "WebApplicationInfo", "VersionOverrides"],
  Host: ["Runtimes", "AllFormFactors", "DesktopFormFactor", "MobileFormFactor"],
  DesktopFormFactor: ["GetStarted", "FunctionFile", "ExtensionPoint"],
  CustomTab: ["Group", "Label"],
  Group: ["Label", "Icon", "Control"],
  Control: ["Label", "Supertip", "Icon", "Action"],
  Supertip: ["Title", "Description"],
  Action: ["TaskpaneId", "SourceLocation", "FunctionName"],
  ExtensionPoint: ["CustomTab", "OfficeTab", "Script", "Page", "Metadata", "Namespace", "LaunchEvents", "SourceLocation"],
  Runtime: ["Override"],
  LaunchEvents: ["LaunchEvent"],
  Resources: ["Images", "Urls", "ShortStrings", "LongStrings"],
};
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  OfficeApp: ["Id", "Version", "ProviderName", "DefaultLocale", "DisplayName", "Description", "Hosts", "DefaultSettings", "Permissions"],
  Group: ["Label", "Icon", "Control"],
  Control: ["Label", "Supertip", "Icon", "Action"],
};
/** Which list of resources a reference points into, by the element that refers. */
const KIND: Readonly<Record<string, string>> = { Image: "Images", FunctionFile: "Urls", SourceLocation: "Urls", Runtime: "Urls", Override: "Urls", Description: "LongStrings" };
const LONGEST: Readonly<Record<string, number>> = { ShortStrings: 125, LongStrings: 250 };
const LONGEST_ID = 32;
const ICON_SIZES = ["16", "32", "80"];

/** Everything wrong with an XML add-in manifest that can be told without Microsoft's validation service. Each fault names its place. */
export function manifestFaults(xml: string): readonly string[] {
  const root = parse(xml);
  if (typeof root === "string") return [`not well-formed: ${root}`];
  const all = descendants(root);
  return [...identity(root), ...all.flatMap(order), ...addresses(all), ...resources(all), ...icons(all), ...runtime(all), ...translations(all, root)];
}

/** Every function that a ribbon button runs. */
export function functionNames(xml: string): readonly string[] {
  const root = parse(xml);
  return typeof root === "string" ? [] : descendants(root).filter(({ name }) => name === "FunctionName").map(({ text }) => text.trim());
}

function parse(xml: string): Element | string {
  const parser = new SaxesParser({ xmlns: true });
  const open: Element[] = [{ name: "", attributes: {}, children: [], text: "" }];
  parser.on("opentag", (tag: SaxesTagNS) => {
    const attributes = Object.fromEntries(Object.values(tag.attributes).map(({ local, value }) => [local, value]));
    const element: Element = { name: tag.local, attributes, children: [], text: "" };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("text", (text) => { const element = open.at(-1); if (element !== undefined) element.text += text; });
  parser.on("closetag", () => { open.pop(); });
  let fault = "";
  parser.on("error", (error) => { fault ||= error.message; });
  parser.write(xml).close();
  return fault === "" ? open[0].children[0] : fault;
}

function descendants(element: Element): Element[] {
  return [element, ...element.children.flatMap(descendants)];
}

function child(element: Element, name: string): Element | undefined {
  return element.children.find((candidate) => candidate.name === name);
}

function identity(root: Element): string[] {
  const text = (name: string): string => child(root, name)?.text.trim() ?? "";
  const hosts = child(root, "Hosts")?.children.map(({ attributes }) => attributes["Name"]) ?? [];
  const sets = descendants(root).filter(({ name }) => name === "Set").map(({ attributes }) => `${attributes["Name"]} ${attributes["MinVersion"]}`);
  return [
    ...(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text("Id")) ? [] : ["Id is no GUID"]),
    ...(/^\d{1,5}(\.\d{1,5}){3}$/.test(text("Version")) ? [] : ["Version is not four numbers"]),
    ...(hosts.join() === "Workbook" ? [] : ["Hosts is not Workbook alone"]),
    ...(sets.includes("ExcelApi 1.9") ? [] : ["ExcelApi 1.9 is not required"]),
  ];
}

function order({ name, children }: Element): string[] {
  const allowed = ORDER[name];
  const missing = (REQUIRED[name] ?? []).filter((needed) => !children.some((present) => present.name === needed)).map((needed) => `${name} without ${needed}`);
  if (allowed === undefined) return missing;
  const places = children.map((present) => allowed.indexOf(present.name));
  return [
    ...missing,
    ...children.filter((_, at) => places[at] < 0).map((present) => `${name} holds ${present.name}`),
    ...children.filter((_, at) => at > 0 && places[at] >= 0 && places[at] < places[at - 1]).map((present) => `${name}: ${present.name} is out of order`),
  ];
}

const ADDRESSED = new Set(["IconUrl", "HighResolutionIconUrl", "SupportUrl", "SourceLocation", "Image", "Url"]);

function addresses(all: readonly Element[]): string[] {
  const given = all.filter(({ name }) => ADDRESSED.has(name)).flatMap(({ name, attributes, children }) =>
    [attributes["DefaultValue"], ...children.map((override) => override.attributes["Value"])].filter((value) => value !== undefined).map((value) => ({ name, value })));
  return given.filter(({ value }) => !value.startsWith("https://")).map(({ name, value }) => `${name} is not https: ${value}`);
}

function resources(all: readonly Element[]): string[] {
  const lists = all.find(({ name }) => name === "Resources")?.children ?? [];
  const given = lists.flatMap((list) => list.children.map((item) => ({ list: list.name, id: item.attributes["id"] ?? "", values: [item.attributes["DefaultValue"] ?? "", ...item.children.map((override) => override.attributes["Value"] ?? "")] })));
  const asked = all.filter(({ attributes }) => attributes["resid"] !== undefined).map(({ name, attributes }) => ({ list: KIND[name] ?? "ShortStrings", id: attributes["resid"] }));
  const ids = given.map(({ id }) => id);
  return [
    ...asked.filter((ask) => !given.some((item) => item.id === ask.id && item.list === ask.list)).map(({ list, id }) => `${id} is not in ${list}`),
    ...ids.filter((id) => !asked.some((ask) => ask.id === id)).map((id) => `${id} is never used`),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} occurs twice`),
    ...ids.filter((id) => id.length > LONGEST_ID).map((id) => `${id} is longer than ${LONGEST_ID}`),
    ...given.filter(({ list, values }) => values.some((value) => value.length > (LONGEST[list] ?? Infinity))).map(({ id }) => `the text of ${id} is too long`),
  ];
}

function icons(all: readonly Element[]): string[] {
  return all.filter(({ name }) => name === "Icon").flatMap(({ children }) =>
    ICON_SIZES.filter((size) => !children.some(({ attributes }) => attributes["size"] === size)).map((size) => `an icon without size ${size}`));
}

/** In a shared runtime the pane, the functions and the runtime are one page. */
function runtime(all: readonly Element[]): string[] {
  const page = (name: string): string | undefined => all.find((element) => element.name === name && element.attributes["resid"] !== undefined)?.attributes["resid"];
  const shared = page("Runtime");
  const pages = all.filter(({ name }) => name === "Page" || name === "Action").flatMap(({ children }) => children.filter(({ name }) => name === "SourceLocation"));
  return [
    ...(shared !== undefined && page("FunctionFile") !== shared ? ["FunctionFile is not the runtime's page"] : []),
    ...pages.filter(({ attributes }) => shared !== undefined && attributes["resid"] !== shared).map(() => "SourceLocation is not the runtime's page"),
  ];
}

/** Danish by default, English as the override; a name that is the same in both needs none. */
function translations(all: readonly Element[], root: Element): string[] {
  const locale = child(root, "DefaultLocale")?.text.trim();
  const texts = all.filter(({ name }) => name === "String" || name === "DisplayName" || (name === "Description" && root.children.some((top) => top.name === "Description" && top.attributes["DefaultValue"] !== undefined)));
  const untranslated = texts.filter(({ attributes, children }) =>
    attributes["DefaultValue"] !== undefined && attributes["DefaultValue"] !== "Diskret" && !children.some((override) => override.attributes["Locale"] === "en-US"));
  return [...(locale === "da-DK" ? [] : ["DefaultLocale is not da-DK"]), ...untranslated.map(({ name, attributes }) => `${attributes["id"] ?? name} has no English`)];
}
