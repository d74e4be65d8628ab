/** The call outlives the server: it is killed, comes back, and nobody inside notices. */
import assert from "node:assert/strict";
import { en } from "../../locales/en.ts";
import { eventually, watchFor } from "./support/eventually.ts";
import { hears, seesMoving, wireOf } from "./support/media.ts";
import { OUTAGE } from "./support/outage.ts";
import type { Person } from "./support/person.ts";
import { scene } from "./support/stage.ts";

function connectionCount(person: Person): Promise<number> {
  return person.page.evaluate(() => globalThis.lagoonSpy.connections.length);
}

scene(
  "a killed server stops no frame, and the call says what that means",
  { expect: OUTAGE },
  async (stage) => {
    const [ada, grace] = await stage.meeting("Ada", "Grace");
    const connections = await connectionCount(ada);

    await stage.site.stop("SIGKILL");
    const notice = ada.page.getByText(en.call.stage.reconnecting);
    await eventually("the call says that the server is away", () => notice.isVisible());
    for (let second = 1; second <= 5; second++) {
      const before = (await wireOf(ada.page)).videoFramesDecoded;
      await watchFor(1_000);
      // The fake camera draws 10 frames a second; how many of them come in one is the machine's affair.
      await eventually(
        `frames go on in second ${second} without the server`,
        async () => (await wireOf(ada.page)).videoFramesDecoded >= before + 5,
      );
    }
    await hears(ada);
    assert.equal(await ada.others.count(), 1);

    await stage.site.start();
    await eventually("the notice goes away", async () => await notice.count() === 0);
    assert.equal(await connectionCount(ada), connections, "no connection was made anew");
    const linus = await stage.person("Linus");
    await linus.join();
    for (const other of [ada, grace]) {
      await seesMoving(linus, other.name);
      await seesMoving(other, "Linus");
    }
    assert.equal(await connectionCount(ada), connections + 1, "only the newcomer was connected to");
  },
);

scene("a server that restarts kindly loses nobody", { expect: OUTAGE }, async (stage) => {
  const [ada, grace] = await stage.meeting("Ada", "Grace");
  const connections = await connectionCount(ada);
  await stage.site.stop("SIGINT");
  await stage.site.start();
  const linus = await stage.person("Linus");
  await linus.join();
  await seesMoving(linus, "Ada");
  await seesMoving(linus, "Grace");
  await seesMoving(ada, "Grace");
  assert.equal(await connectionCount(ada), connections + 1);
  assert.equal(await grace.others.count(), 2);
});

scene(
  "whoever leaves while the server is away is gone at once, and stays away when it is back",
  { expect: OUTAGE },
  async (stage) => {
    const [ada, grace] = await stage.meeting("Ada", "Grace");
    await stage.site.stop("SIGKILL");
    try {
      await grace.leave();
      await eventually("Grace is gone", async () => await ada.tile("Grace").count() === 0);
    } finally {
      await stage.site.start();
    }
    const linus = await stage.person("Linus");
    await linus.join();
    await seesMoving(ada, "Linus");
    assert.equal(await ada.tile("Grace").count(), 0);
  },
);

scene(
  "whoever comes while the server is away is told so, and gets in when it is back",
  { expect: OUTAGE },
  async (stage) => {
    const [ada] = await stage.meeting("Ada", "Grace");
    const linus = await stage.person("Linus");
    await stage.site.stop("SIGKILL");
    try {
      await linus.press("Join call");
      const sentence = linus.page.getByText(en.call.lobby.stillTrying);
      await eventually("Linus is told", () => sentence.isVisible());
    } finally {
      await stage.site.start();
    }
    await linus.reaches("in-call");
    await seesMoving(linus, "Ada");
    await seesMoving(ada, "Linus");
  },
);
