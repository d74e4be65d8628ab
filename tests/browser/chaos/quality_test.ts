/** What is wrong with a call is named, on the side where it is. */
import { format, isolated } from "../../../locales/format.ts";
import { eventually } from "../support/eventually.ts";
import type { Person } from "../support/person.ts";
import { scene } from "../support/stage.ts";
import { inACall } from "./cast.ts";
import { UdpProxy } from "./udp_proxy.ts";

async function reads({ name, page }: Person, sentence: string): Promise<void> {
  await eventually(
    `${name} reads “${sentence}”`,
    () => page.getByText(sentence, { exact: true }).first().isVisible(),
    { within: 60_000, every: 250 },
  );
}

scene("loss on one person's way out is named by all three, and taken back", async (stage) => {
  await using proxy = new UdpProxy();
  const [ada, grace, lin] = await inACall(stage, ["Ada", "Grace", "Lin"], { proxy }) as [
    Person,
    Person,
    Person,
  ];
  for (const other of ["Grace", "Lin"]) proxy.impairOneWay("Ada", other, { loss: 0.2 });
  await reads(ada, ada.words.quality.ourselves.uplink);
  const theirs = format(ada.words.quality.them.uplink, { name: isolated("Ada") });
  await Promise.all([reads(grace, theirs), reads(lin, theirs)]);
  for (const other of ["Grace", "Lin"]) proxy.heal("Ada", other);
  await eventually(
    "nobody speaks of it any more",
    async () => {
      const said = await Promise.all([
        ada.page.getByText(ada.words.quality.ourselves.uplink).count(),
        grace.page.getByText(theirs).count(),
      ]);
      return said.every((count) => count === 0);
    },
    { within: 60_000, every: 250 },
  );
});

scene("loss between two of three is named as the path between them", async (stage) => {
  await using proxy = new UdpProxy();
  const [, grace, lin] = await inACall(stage, ["Ada", "Grace", "Lin"], { proxy }) as [
    Person,
    Person,
    Person,
  ];
  proxy.impair("Grace", "Lin", { loss: 0.2 });
  const between = (name: string) => format(grace.words.quality.between, { name: isolated(name) });
  await Promise.all([reads(grace, between("Lin")), reads(lin, between("Grace"))]);
});
