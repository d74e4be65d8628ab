/** Devices that fail: each cause has its own sentence, and joining works all the same. */
import assert from "node:assert/strict";
import type { CaptureKinds, DeviceErrorCode } from "../../client/media_state.ts";
import { en } from "../../locales/en.ts";
import { eventually } from "./support/eventually.ts";
import { hears, seesMoving, wireOf } from "./support/media.ts";
import type { Person } from "./support/person.ts";
import { FAULT } from "./support/spy.ts";
import { type PersonOptions, scene } from "./support/stage.ts";

async function reads(person: Person, kind: CaptureKinds, code: DeviceErrorCode): Promise<void> {
  const { title, next } = en.call.deviceErrors[kind][code];
  for (const sentence of [title, next]) {
    await eventually(
      `${person.name} reads “${sentence}”`,
      () => person.page.getByText(sentence).first().isVisible(),
    );
  }
}

interface Failure {
  name: string;
  options: PersonOptions;
  camera?: DeviceErrorCode;
  microphone?: DeviceErrorCode;
}

const FAILURES: readonly Failure[] = [
  {
    name: "no camera",
    options: { faults: { camera: FAULT.notFound } },
    camera: "not-found",
  },
  {
    name: "no microphone",
    options: { faults: { microphone: FAULT.notFound } },
    microphone: "not-found",
  },
  {
    name: "neither camera nor microphone",
    options: { devices: "none" },
    camera: "not-found",
    microphone: "not-found",
  },
  {
    name: "both denied by the person",
    options: { devices: "denied" },
    camera: "denied",
    microphone: "denied",
  },
  {
    name: "both denied by the system",
    options: { faults: { camera: FAULT.deniedBySystem, microphone: FAULT.deniedBySystem } },
    camera: "denied-by-system",
    microphone: "denied-by-system",
  },
  {
    name: "a camera that another program holds",
    options: { faults: { camera: FAULT.cameraBusy } },
    camera: "busy",
  },
  {
    name: "a microphone that another program holds",
    options: { faults: { microphone: FAULT.microphoneBusy } },
    microphone: "busy",
  },
];

for (const { name, options, camera, microphone } of FAILURES) {
  scene(`with ${name}, the lobby says so and the call works all the same`, async (stage) => {
    const ada = await stage.person("Ada", options);
    if (camera !== undefined && camera === microphone) await reads(ada, "both", camera);
    else if (camera) await reads(ada, "camera", camera);
    else if (microphone) await reads(ada, "microphone", microphone);

    const grace = await stage.person("Grace");
    await grace.join();
    await ada.join();
    await seesMoving(ada, "Grace");
    await hears(ada);
    await eventually("Grace has a tile for Ada", () => grace.tile("Ada").count());
    if (camera) assert.equal(await grace.tile("Ada").locator("video:visible").count(), 0);
    else await seesMoving(grace, "Ada");
    if (!microphone) await hears(grace);
    const wire = await wireOf(ada.page);
    if (camera) assert.equal(wire.videoBytesSent, 0);
    if (microphone) assert.equal(wire.audioBytesSent, 0);
  });
}

scene("a device that works on the second try is taken without a reload", async (stage) => {
  const ada = await stage.person("Ada", { faults: { camera: FAULT.cameraBusy } });
  await reads(ada, "camera", "busy");
  await ada.page.evaluate(() => {
    delete globalThis.lagoonSpy.faults.camera;
  });
  await ada.page.getByRole("button", { name: en.call.devices.retry.camera }).click();
  await eventually(
    "the preview plays",
    () =>
      ada.page.locator("video").first().evaluate((element) =>
        (element as HTMLVideoElement).videoWidth > 0
      ),
  );
});

scene("an insecure origin is named as the cause, and nothing else breaks", {
  // What asks for a secure origin is refused with a word in the console.
  expect: [/Cross-Origin-Opener-Policy header has been ignored/],
}, async (stage) => {
  const origin = `http://lagoon.test:${stage.site.port}`;
  const visitor = await stage.visitor(stage.path, { origin });
  await reads(visitor, "both", "insecure-origin");
  assert.ok(await visitor.button("Join call").isDisabled(), "nobody can join from here");
});
