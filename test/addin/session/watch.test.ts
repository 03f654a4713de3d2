import type { Host, HostEvent } from "../../../addin/host.ts";
import type { Session } from "../../../addin/session/session.ts";
import { watch, type Clock } from "../../../addin/session/watch.ts";

/** A clock that runs when told to. */
class TestClock implements Clock {
  now = 0;
  visible = true;
  private waiting: { readonly at: number; readonly act: () => void }[] = [];

  after(milliseconds: number, act: () => void): () => void {
    const one = { at: this.now + milliseconds, act };
    this.waiting.push(one);
    return () => { this.waiting = this.waiting.filter((other) => other !== one); };
  }
  isVisible(): boolean {
    return this.visible;
  }
  async pass(milliseconds: number): Promise<void> {
    const end = this.now + milliseconds;
    for (;;) {
      const [next] = this.waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.waiting = this.waiting.filter((other) => other !== next);
      this.now = next.at;
      next.act();
      for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    }
    this.now = end;
  }
}

async function start(isWatching = true, broken = false) {
  const clock = new TestClock(), polls: number[] = [], follows: number[] = [], selected = jest.fn();
  let tell: (event: HostEvent) => void = () => undefined;
  const session = { isWatching, poll: () => { polls.push(clock.now); return Promise.resolve(); }, follow: () => { follows.push(clock.now); return Promise.resolve(); } } as unknown as Session;
  const host = { watch: (listener: (event: HostEvent) => void) => { tell = listener; return broken ? Promise.reject(new Error()) : Promise.resolve(() => Promise.resolve()); } } as unknown as Host;
  const stop = await watch(host, session, clock, selected);
  return { clock, polls, follows, selected, stop, tell: (event: HostEvent) => { tell(event); } };
}

test("polls soon after a change, then ever more rarely, never more than every fifteen seconds apart", async () => {
  const { clock, polls } = await start();
  await clock.pass(60_000);
  const pauses = polls.map((at, k) => at - (polls[k - 1] ?? 0));
  expect(pauses.slice(0, 3)).toEqual([2000, 3000, 4500]);
  expect(Math.max(...pauses)).toBe(15_000);
  expect(polls.length).toBeLessThan(10);
});

test("a burst of events is one look, shortly after the first of them", async () => {
  const { clock, follows, tell, selected } = await start();
  await clock.pass(60_000);
  for (const event of ["changed", "changed", "selected"] as const) tell(event);
  await clock.pass(1000);
  expect(follows).toEqual([60_300]);
  expect(selected).toHaveBeenCalledTimes(1);
});

test("a mere click is a cheap look", async () => {
  const { clock, polls, follows, tell } = await start();
  await clock.pass(60_000);
  const before = polls.length;
  tell("selected");
  await clock.pass(1000);
  expect([polls.slice(before), follows]).toEqual([[60_300], []]);
});

test("after an event the polls are frequent again", async () => {
  const { clock, polls, tell } = await start();
  await clock.pass(120_000);
  const before = polls.length;
  tell("changed");
  await clock.pass(10_000);
  expect(polls.length - before).toBeGreaterThanOrEqual(3);
});

test("nothing is polled where nothing has to be kept in step, or while nobody can see the window", async () => {
  const idle = await start(false);
  await idle.clock.pass(300_000);
  expect(idle.polls).toEqual([]);
  const hidden = await start();
  hidden.clock.visible = false;
  await hidden.clock.pass(300_000);
  expect(hidden.polls).toEqual([]);
  hidden.clock.visible = true;
  await hidden.clock.pass(20_000);
  expect(hidden.polls.length).toBeGreaterThan(0);
});

test("an Excel without events is polled all the same, and nothing runs on once it stops", async () => {
  const { clock, polls, follows, stop, tell } = await start(true, true);
  await clock.pass(10_000);
  expect(polls.length).toBeGreaterThan(1);
  tell("changed");
  await stop();
  const before = polls.length;
  await clock.pass(60_000);
  expect([polls.length, follows.length]).toEqual([before, 0]);
});
