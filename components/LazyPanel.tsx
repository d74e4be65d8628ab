/** A panel whose content is fetched when it is first opened. Its frame is there at once. */
import { useLater } from "./later.ts";
import { NotHere } from "./NotHere.tsx";
import { Panel, PanelScroll } from "./Panel.tsx";
import { type PanelName, type PanelProps, PANELS } from "./panels.ts";

export function LazyPanel({ name, ...props }: PanelProps & { name: PanelName }) {
  const { title, body } = PANELS[name];
  const arrival = useLater(body);
  const { t } = props;
  return (
    <Panel t={t} title={title(t)} onClose={props.onClose}>
      {arrival.state === "here" ? <arrival.part {...props} /> : (
        <PanelScroll>
          <NotHere t={t} arrival={arrival} />
        </PanelScroll>
      )}
    </Panel>
  );
}
