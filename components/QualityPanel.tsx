/** How the connection to one person does, in figures. It alone follows them: the rest of the page has better things to do. */
import { useEffect, useId } from "preact/hooks";
import type { LinkQuality, PictureFlow } from "../client/link_quality.ts";
import type { CallMessages } from "../locales/en.ts";
import { format } from "../locales/format.ts";
import type { Locale } from "../locales/locale.ts";
import { PanelScroll } from "./Panel.tsx";
import type { PanelProps } from "./panels.ts";
import { displayName } from "./display_name.ts";

export function QualityPanel({ t, locale, call, session, inspected }: PanelProps) {
  const { quality } = session;
  useEffect(() => quality.observe("closely"), []);
  const participant = call.participants.find(({ peer }) => peer === inspected);
  if (participant === undefined) {
    return (
      <PanelScroll>
        <p class="text-quiet">{t.quality.gone}</p>
      </PanelScroll>
    );
  }
  const figures = quality.figures.value.get(participant.peer);
  return (
    <PanelScroll>
      <p class="flex text-lead font-strong">
        <bdi class="truncate">{displayName(participant, t)}</bdi>
      </p>
      {figures === undefined
        ? <p class="text-quiet">{t.quality.measuring}</p>
        : <Figures t={t} locale={locale} figures={figures} />}
    </PanelScroll>
  );
}

/** A line of figures: what it is, and how much. */
type Line = readonly [name: string, value: string];

function Figures(props: { t: CallMessages; locale: Locale; figures: LinkQuality }) {
  const { t, locale, figures: { roundTrip, path, sent, received } } = props;
  const number = numbers(locale);
  const picture = ({ source, width, height, framesPerSecond, codec }: PictureFlow): Line => [
    t.quality.sources[source === "screen" ? "screen" : "camera"],
    [
      format(t.quality.picture, {
        width: number.plain(width),
        height: number.plain(height),
        rate: number.plain(framesPerSecond),
      }),
      codec,
    ].filter((part) => part !== "").join(t.tile.comma),
  ];
  const { limitation } = sent;
  return (
    <>
      <Lines
        lines={[
          [t.quality.roundTrip, number.milliseconds(roundTrip)],
          [t.quality.path, path === null ? NOTHING : t.quality.paths[path]],
        ]}
      />
      <Lines
        title={t.quality.receiving}
        lines={[
          [t.quality.bitrate, number.bitrate(received.bitrate)],
          [t.quality.loss, number.share(received.loss)],
          ...received.pictures.map(picture),
          ...(received.freezes > 0
            ? [[t.quality.freezes, number.plain(received.freezes)] as const]
            : []),
        ]}
      />
      <Lines
        title={t.quality.sending}
        lines={[
          [t.quality.bitrate, number.bitrate(sent.bitrate)],
          [t.quality.loss, number.share(sent.loss)],
          ...sent.pictures.map(picture),
        ]}
      />
      {(limitation === "cpu" || limitation === "bandwidth") && (
        <p class="text-warning">{t.quality.limitations[limitation]}</p>
      )}
    </>
  );
}

function Lines({ title, lines }: { title?: string; lines: readonly Line[] }) {
  const id = useId();
  return (
    <section class="flex flex-col gap-1" aria-labelledby={title === undefined ? undefined : id}>
      {title !== undefined && <h3 id={id} class="font-strong">{title}</h3>}
      <dl class="flex flex-col">
        {lines.map(([name, value]) => (
          <div key={name} class="flex min-h-[32px] items-baseline justify-between gap-4">
            <dt class="flex-none text-quiet">{name}</dt>
            <dd class="min-w-0 text-end tabular">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What is not known. */
const NOTHING = "–";

/** Figures as the language writes them. */
function numbers(locale: Locale) {
  const written = (options: Intl.NumberFormatOptions, value: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: 0, ...options }).format(value);
  return {
    plain: (value: number) => written({ useGrouping: false }, value),
    milliseconds: (value: number | null) =>
      value === null ? NOTHING : written({ style: "unit", unit: "millisecond" }, value),
    share: (value: number | null) =>
      value === null ? NOTHING : written({ style: "percent", maximumFractionDigits: 1 }, value),
    bitrate: (bits: number) =>
      bits < 1_000_000
        ? written({ style: "unit", unit: "kilobit-per-second" }, bits / 1_000)
        : written(
          { style: "unit", unit: "megabit-per-second", maximumFractionDigits: 1 },
          bits / 1_000_000,
        ),
  };
}
