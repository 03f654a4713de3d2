import { copied, mutations, scanned } from "./fuzz.ts";

/** A longer run: node and jest with FUZZ_FILES=50000; every seed gives the same files. */
const FILES = Number(process.env["FUZZ_FILES"] ?? 400);

/** One in so many is copied too, which takes longer. */
const COPIED = 8;

test("mutated packages and parts are scanned and copied or refused, never a crash", () => {
  const outcomes = { scanned: 0, notScanned: 0, written: 0, refused: 0 };
  for (const { seed, bytes } of mutations(FILES)) {
    try {
      outcomes[scanned(bytes).status]++;
      if (seed % COPIED === 0) outcomes[copied(bytes).status]++;
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    }
  }
  if (process.env["FUZZ_FILES"] !== undefined) console.log(`fuzz: ${FILES} files, ${outcomes.scanned} scanned, ${outcomes.notScanned} refused; ${outcomes.written} copied, ${outcomes.refused} not; ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB at the end`);
  expect(outcomes.scanned).toBeGreaterThan(FILES / 20);
  expect(outcomes.notScanned).toBeGreaterThan(FILES / 20);
  expect(outcomes.written).toBeGreaterThan(0);
}, 3_600_000);
