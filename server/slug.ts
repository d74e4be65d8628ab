/** The friendly names of calls: three words that say nothing and open nothing. */

const MANNERS = words(`
  amber bold brave breezy bright calm clear coral crisp dawn dewy early easy fair fond free fresh gentle
  glad golden green happy hazel honest humble jade jolly keen kind lively loyal lucky mellow merry mild
  misty neat noble open patient placid plucky polite proud quick quiet rapid rosy sandy serene shady
  shiny silent silver sleepy smooth snug soft spry steady still sunny swift tidal tidy tranquil true
  velvet vivid warm wild windy wise witty young
`);

const CREATURES = words(`
  avocet bittern booby cod coot cormorant crab crane curlew cuttlefish dabchick dolphin dory dugong duck
  dunlin eel egret eider finch flounder frog gannet godwit goose grebe grouper gull halibut heron
  herring ibis jacana kelpie kingfisher kittiwake knot koi lobster loon mackerel mallard manatee manta
  marlin minnow mullet mussel nautilus newt octopus orca osprey otter oyster pelican penguin perch
  pike plover porpoise prawn puffin ray salmon sanderling seal shrimp skua snipe squid stilt stork swan
  tern teal trout tuna turtle urchin walrus whale whelk wigeon wrasse
`);

const PLACES = words(`
  atoll bank bar basin bay bayou beach bight boat breaker bridge canal cape cavern channel cliff cloud
  coast cove creek current delta dock dune ebb eddy estuary ferry firth fjord ford fountain harbour
  haven inlet island isle jetty key lagoon lake landing ledge lighthouse marina marsh mere mist moor
  mooring mouth narrows ocean pier point pond pool port quay rapids reach reed reef ridge river rock
  sail sandbar shallows shoal shore sound spit spring strait strand stream surf swell tarn tide wave
  wharf
`);

/** Longest name that an address may carry. */
const MAX_CHARS = 64;

/** A fresh name. `random` is in [0, 1). */
export function newSlug(random: () => number): string {
  return [MANNERS, CREATURES, PLACES].map((list) => list[Math.floor(random() * list.length)]).join(
    "-",
  );
}

/** Whether `text` can name a call: words of small letters and digits, joined by single hyphens. */
export function isSlug(text: string): boolean {
  return text.length <= MAX_CHARS && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
