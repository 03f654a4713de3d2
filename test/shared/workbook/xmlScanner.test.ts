import fc from "fast-check";
import { SaxesParser } from "saxes";
import { Unreadable } from "../../../shared/workbook/unreadable.ts";
import { XmlScanner } from "../../../shared/workbook/xmlScanner.ts";

type Event = readonly [kind: string, text: string, ...attributes: string[]];

function scan(source: string): Event[] {
  const scanner = new XmlScanner(source, "part"), events: Event[] = [];
  for (let token = scanner.next(); token !== "end"; token = scanner.next()) {
    if (token === "open") events.push(["open", scanner.name, ...scanner.attributeList()]);
    else if (token === "close") events.push(["close", scanner.name]);
    else pushText(events, scanner.text);
  }
  return events;
}

/** What an independent parser sees; undefined where it refuses the document. */
function oracle(source: string): Event[] | undefined {
  const parser = new SaxesParser({ xmlns: false }), events: Event[] = [];
  const local = (name: string) => name.replace(/^[^:]*:/, "");
  let failed = false;
  parser.on("error", () => { failed = true; });
  parser.on("opentag", ({ name, attributes }) => events.push(["open", local(name), ...Object.entries(attributes).flatMap(([key, value]) => [local(key), value])]));
  parser.on("closetag", ({ name }) => events.push(["close", local(name)]));
  parser.on("text", (text) => pushText(events, text));
  parser.on("cdata", (text) => pushText(events, text));
  parser.write(source).close();
  return failed ? undefined : events;
}

/** One run of text may come in pieces, and text around the root is nothing. */
function pushText(events: Event[], text: string): void {
  const last = events[events.length - 1];
  if (text === "" || last === undefined) return;
  if (last[0] === "text") events[events.length - 1] = ["text", last[1] + text];
  else events.push(["text", text]);
}

const withoutTail = (events: Event[]) => (events.at(-1)?.[0] === "text" ? events.slice(0, -1) : events);

describe("the scanner", () => {
  test("gives local names, decoded attributes and text", () => {
    expect(scan('<?xml version="1.0"?><x:a b="1 &amp; 2" r:id=\'"\'>A&#xE5;<!-- no --><![CDATA[<&>]]><c/></x:a>')).toEqual([
      ["open", "a", "b", "1 & 2", "id", '"'], ["text", "Aå<&>"], ["open", "c"], ["close", "c"], ["close", "a"],
    ]);
  });

  test("skips an element whole and collects text below one", () => {
    const scanner = new XmlScanner("<a><skip><b>1</b></skip><t>x<i>y</i></t></a>", "part");
    scanner.next();
    scanner.next();
    scanner.skip();
    scanner.next();
    expect([scanner.name, scanner.textContent(), scanner.name]).toEqual(["t", "xy", "t"]);
  });

  test.each([
    ["<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "workbook/xmlEntities"],
    ["<a>&x;</a>", "workbook/xmlEntities"],
    ["<a>&constructor;</a>", "workbook/xmlEntities"],
    ["<a>&#0;</a>", "workbook/xmlEntities"],
    ["<a>&amp</a>", "workbook/xmlEntities"],
    ["", "workbook/xml"], ["text", "workbook/xml"], ["<a>", "workbook/xml"], ["<a></b>", "workbook/xml"], ["<a/><b/>", "workbook/xml"],
    ["</a>", "workbook/xml"], ["<a b/>", "workbook/xml"], ["<a b=1/>", "workbook/xml"], ["<a b='1'c='2'/>", "workbook/xml"], ["<a b='<'/>", "workbook/xml"],
    ["<a><!-- ", "workbook/xml"], ["<a><![CDATA[", "workbook/xml"], ["<a", "workbook/xml"], ["<>", "workbook/xml"], ["<a b='", "workbook/xml"],
    ["<a>".repeat(600) + "</a>".repeat(600), "workbook/xml"],
  ])("refuses %.40s", (source, code) => {
    let refusal: unknown;
    try {
      scan(source);
    } catch (error) {
      refusal = error instanceof Unreadable ? error.reason : error;
    }
    expect(refusal).toEqual({ code, params: { part: "part" } });
  });

  const name = fc.stringMatching(/^[a-z][a-z0-9]{0,3}$/).chain((plain) => fc.constantFrom(plain, `x:${plain}`));
  const text = fc.array(fc.constantFrom("a", "å", "😀", " ", "\n", "\r\n", "\r", "\t", "&amp;", "&lt;", "&#65;", "&#x1F600;", ">", "\"", "'"), { maxLength: 6 }).map((pieces) => pieces.join(""));
  const value = text.map((raw) => raw.replace(/["']/g, ""));
  const { document } = fc.letrec<{ document: string; node: string }>((tie) => ({
    node: fc.oneof({ maxDepth: 4 }, text, fc.constantFrom("<!-- - -->", "<?pi x?>", "<![CDATA[ <&]] ]]>"), tie("document")),
    document: fc.tuple(name, fc.uniqueArray(fc.tuple(name, value, fc.constantFrom('"', "'")), { selector: ([key]) => key.replace(/^.*:/, ""), maxLength: 3 }), fc.array(tie("node"), { maxLength: 4 }), fc.boolean())
      .map(([tag, attributes, children, space]) => {
        const head = `<${tag}${attributes.map(([key, raw, quote]) => ` ${key}${space ? " = " : "="}${quote}${raw}${quote}`).join("")}`;
        return children.length === 0 && space ? `${head} />` : `${head}>${children.join("")}</${tag}${space ? " " : ""}>`;
      }),
  }));

  test("sees what an independent parser sees", () => {
    fc.assert(fc.property(document, (source) => {
      expect(withoutTail(scan(source))).toEqual(withoutTail(oracle(source) ?? []));
    }), { seed: 20240615, numRuns: 1500 });
  });

  test("refuses or agrees, whatever is done to a document", () => {
    const mutated = fc.tuple(document, fc.array(fc.tuple(fc.nat(), fc.constantFrom("<", ">", "&", "/", '"', "", "a", "]]>", "<!", "\u0000")), { minLength: 1, maxLength: 3 }))
      .map(([source, changes]) => changes.reduce((now, [at, piece]) => now.slice(0, at % (now.length + 1)) + piece + now.slice((at % (now.length + 1)) + 1), source));
    fc.assert(fc.property(mutated, (source) => {
      let seen: Event[] | undefined;
      try {
        seen = scan(source);
      } catch (error) {
        expect(error).toBeInstanceOf(Unreadable);
      }
      const expected = oracle(source);
      if (seen !== undefined && expected !== undefined) expect(withoutTail(seen)).toEqual(withoutTail(expected));
    }), { seed: 20240616, numRuns: 3000 });
  });
});
