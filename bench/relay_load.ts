/**
 * The other end of the relay benchmark, in a process of its own: opens sockets, makes the load, and reads what
 * the server's process used meanwhile. Its only argument is a {@link LoadOrder} as JSON; it prints a
 * {@link LoadResult} as JSON.
 */
import { cpuSeconds, residentKiB } from "./process_cost.ts";
import { createSpeaker, type DialectName, type Speaker } from "./relay_dialects.ts";
import type { PayloadName } from "./relay_payloads.ts";

export interface LoadOrder {
  dialect: DialectName;
  host: string;
  serverPid: number;
  /** Further instances of the same site. */
  instances?: readonly { host: string; pid: number }[];
  /** Whether all of a room sit at one instance, or at each in turn. @default {"by-turns"} */
  placement?: "by-room" | "by-turns";
  /** Processes whose use is told besides, such as a store's. */
  watched?: readonly number[];
  work:
    /**
     * Every socket has `inFlight` frames on their way; for each that arrives the next of `payloads`, over and over, is
     * sent to the next in the room.
     */
    | {
      type: "relay";
      payloads: readonly PayloadName[];
      sockets: number;
      inFlight: number;
      milliseconds: number;
    }
    /** Everybody comes back after a restart: sockets open and join, `atOnce` at a time. How they leave is not measured. */
    | { type: "join"; joins: number; atOnce: number }
    /** Sockets join and then stay silent. */
    | { type: "idle"; sockets: number }
    /** Frames come at a steady pace that every server can keep: what is measured is how long each is on its way. */
    | {
      type: "paced";
      payload: PayloadName;
      sockets: number;
      perSecond: number;
      milliseconds: number;
    }
    /** `cycles` times `sockets` come, talk and go; what the process still holds long after is what it forgot to let go. */
    | { type: "churn"; sockets: number; cycles: number };
}

export interface LoadResult {
  /** Frames relayed, joins done, or sockets idle. */
  count: number;
  /** What the server's process used for them; with several instances, all of them together. */
  cpuSeconds: number;
  /** What those that were to be watched used meanwhile. */
  watchedCpuSeconds?: readonly number[];
  /** Frames that were sent and never came. */
  lost: number;
  /** By how much the server's process grew. */
  grownKiB: number;
  /** How long frames were on their way, in milliseconds; all 0 where that is not looked at. */
  latency: Latency;
}

export interface Latency {
  median: number;
  p95: number;
  p99: number;
}

const NO_LATENCY: Latency = { median: 0, p95: 0, p99: 0 };

const PEERS_PER_ROOM = 4;

interface Peer {
  id: string;
  socket: WebSocket;
  speaker: Speaker;
  onRelayed: () => void;
}

function speakerOf(order: LoadOrder, number: number): Promise<Speaker> {
  const hosts = [order.host, ...(order.instances ?? []).map(({ host }) => host)];
  const room = Math.floor(number / PEERS_PER_ROOM);
  const turn = order.placement === "by-room" ? room : number;
  return createSpeaker(order.dialect, hosts[turn % hosts.length]!, room);
}

async function join({ dialect }: LoadOrder, speaker: Speaker): Promise<Peer> {
  const socket = new WebSocket(speaker.url);
  socket.binaryType = "arraybuffer";
  const { promise, resolve, reject } = Promise.withResolvers<Peer>();
  const peer: Peer = { id: "", socket, speaker, onRelayed() {} };
  const send = (text: string) => socket.send(text);
  socket.onopen = () => speaker.greeting.forEach(send);
  socket.onerror = () => reject(new Error(`${dialect}: a socket failed`));
  socket.onclose = ({ code }) => reject(new Error(`${dialect}: closed with ${code}`));
  socket.onmessage = ({ data }) => {
    const heard = speaker.hear(data, send);
    if (heard.type === "relayed") peer.onRelayed();
    else if (heard.type === "welcome") {
      peer.id = heard.id;
      resolve(peer);
    }
  };
  return await promise;
}

async function leave(peer: Peer): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  peer.socket.onclose = () => resolve();
  for (const text of peer.speaker.farewell) peer.socket.send(text);
  peer.socket.close();
  await promise;
}

/** Whoever will fill the first rooms. */
function speakersFor(order: LoadOrder, sockets: number): Promise<Speaker[]> {
  return Promise.all(Array.from({ length: sockets }, (_, number) => speakerOf(order, number)));
}

/** Fills rooms, one after the other, `atOnce` sockets at a time. */
async function joinAll(
  order: LoadOrder,
  speakers: readonly Speaker[],
  atOnce = 32,
): Promise<Peer[]> {
  const peers: Promise<Peer>[] = [];
  const worker = async () => {
    while (peers.length < speakers.length) {
      const peer = join(order, speakers[peers.length]!);
      peers.push(peer);
      await peer;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return await Promise.all(peers);
}

interface Used {
  servers: number;
  watched: readonly number[];
}

/** What each has used so far, in seconds. */
function usedBy({ serverPid, instances = [], watched = [] }: LoadOrder): Used {
  const pids = [serverPid, ...instances.map(({ pid }) => pid)];
  return {
    servers: pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0),
    watched: watched.map(cpuSeconds),
  };
}

async function relay(
  order: LoadOrder,
  work: Extract<LoadOrder["work"], { type: "relay" }>,
): Promise<LoadResult> {
  const peers = await joinAll(order, await speakersFor(order, work.sockets));
  let sent = 0;
  let received = 0;
  let running = true;
  let onQuiet = () => {};
  for (const [i, peer] of peers.entries()) {
    const first = i - i % PEERS_PER_ROOM;
    const next = peers[first + (i + 1 - first) % PEERS_PER_ROOM]!;
    const frames = work.payloads.map((payload) => peer.speaker.frameTo(next.id, payload));
    // Not all at the same place, or big frames would come in waves.
    let turn = i;
    const pass = () => {
      sent++;
      peer.socket.send(frames[turn++ % frames.length]!);
    };
    peer.onRelayed = () => {
      received++;
      if (running) pass();
      else if (received === sent) onQuiet();
    };
    for (let n = 0; n < work.inFlight; n++) pass();
  }
  // The first moments belong to the compiler and to full queues, not to the server.
  await elapse(work.milliseconds / 4);
  const start = { used: usedBy(order), received };
  await elapse(work.milliseconds);
  const used = usedBy(order);
  const result = {
    count: received - start.received,
    cpuSeconds: used.servers - start.used.servers,
    watchedCpuSeconds: used.watched.map((seconds, i) => seconds - start.used.watched[i]!),
    grownKiB: 0,
    latency: NO_LATENCY,
  };
  running = false;
  const quiet = Promise.withResolvers<void>();
  onQuiet = quiet.resolve;
  if (received < sent) await Promise.race([quiet.promise, elapse(5000)]);
  await Promise.all(peers.map(leave));
  return { ...result, lost: sent - received };
}

async function joinStorm(
  order: LoadOrder,
  work: Extract<LoadOrder["work"], { type: "join" }>,
): Promise<LoadResult> {
  // Ids and secrets are the load's own affair, and would be made on the processors that the server needs.
  const speakers = await speakersFor(order, work.joins);
  const before = usedBy(order);
  const peers = await joinAll(order, speakers, work.atOnce);
  const after = usedBy(order);
  await Promise.all(peers.map(leave));
  return {
    count: peers.length,
    cpuSeconds: after.servers - before.servers,
    watchedCpuSeconds: after.watched.map((seconds, i) => seconds - before.watched[i]!),
    lost: 0,
    grownKiB: 0,
    latency: NO_LATENCY,
  };
}

async function idle(
  order: LoadOrder,
  work: Extract<LoadOrder["work"], { type: "idle" }>,
): Promise<LoadResult> {
  // What the first sockets load and compile is not what a socket costs.
  const first = await joinAll(order, await speakersFor(order, 100));
  await Promise.all(first.map(leave));
  await elapse(500);
  const before = residentKiB(order.serverPid);
  const cpuBefore = cpuSeconds(order.serverPid);
  const peers = await joinAll(order, await speakersFor(order, work.sockets));
  await elapse(1500);
  const grownKiB = residentKiB(order.serverPid) - before;
  const used = cpuSeconds(order.serverPid) - cpuBefore;
  await Promise.all(peers.map(leave));
  return { count: peers.length, cpuSeconds: used, lost: 0, grownKiB, latency: NO_LATENCY };
}

/** How often a paced load sends what is due, in milliseconds. */
const PACE_MS = 5;

async function paced(
  order: LoadOrder,
  work: Extract<LoadOrder["work"], { type: "paced" }>,
): Promise<LoadResult> {
  const peers = await joinAll(order, await speakersFor(order, work.sockets));
  const waits: number[] = [];
  let sent = 0;
  let received = 0;
  const senders = peers.map((peer, i) => {
    const first = i - i % PEERS_PER_ROOM;
    const next = peers[first + (i + 1 - first) % PEERS_PER_ROOM]!;
    const frame = peer.speaker.frameTo(next.id, work.payload);
    // Each hears one other only, in the order in which that one spoke.
    const underWay: number[] = [];
    next.onRelayed = () => {
      received++;
      waits.push(performance.now() - underWay.shift()!);
    };
    return () => {
      sent++;
      underWay.push(performance.now());
      peer.socket.send(frame);
    };
  });
  const cpuBefore = cpuSeconds(order.serverPid);
  const startedAt = performance.now();
  for (;;) {
    const passed = performance.now() - startedAt;
    if (passed >= work.milliseconds) break;
    const due = Math.floor(passed / 1000 * work.perSecond);
    while (sent < due) senders[sent % senders.length]!();
    await elapse(PACE_MS);
  }
  const used = cpuSeconds(order.serverPid) - cpuBefore;
  for (let waited = 0; received < sent && waited < 5000; waited += 100) await elapse(100);
  await Promise.all(peers.map(leave));
  // The first moments belong to the compiler.
  const sorted = waits.slice(Math.floor(waits.length / 5)).sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
  const latency = { median: at(0.5), p95: at(0.95), p99: at(0.99) };
  return { count: received, cpuSeconds: used, lost: sent - received, grownKiB: 0, latency };
}

/** Deno holds the memory of a socket until its idle timer has fired. */
const REST_MS = 35_000;

async function churn(
  order: LoadOrder,
  work: Extract<LoadOrder["work"], { type: "churn" }>,
): Promise<LoadResult> {
  const cycle = async () => {
    const peers = await joinAll(order, await speakersFor(order, work.sockets));
    for (const peer of peers) peer.socket.send(peer.speaker.frameTo(peer.id, "candidate"));
    await Promise.all(peers.map(leave));
  };
  // A process grows to its working size first.
  await cycle();
  await cycle();
  await elapse(REST_MS);
  const before = residentKiB(order.serverPid);
  const cpuBefore = cpuSeconds(order.serverPid);
  for (let n = 0; n < work.cycles; n++) await cycle();
  const used = cpuSeconds(order.serverPid) - cpuBefore;
  await elapse(REST_MS);
  const grownKiB = residentKiB(order.serverPid) - before;
  const count = work.cycles * work.sockets;
  return { count, cpuSeconds: used, lost: 0, grownKiB, latency: NO_LATENCY };
}

function elapse(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function carryOut(order: LoadOrder): Promise<LoadResult> {
  switch (order.work.type) {
    case "relay":
      return relay(order, order.work);
    case "join":
      return joinStorm(order, order.work);
    case "idle":
      return idle(order, order.work);
    case "paced":
      return paced(order, order.work);
    case "churn":
      return churn(order, order.work);
  }
}

if (import.meta.main) {
  const order: LoadOrder = JSON.parse(Deno.args[0]!);
  const result = await carryOut(order);
  // deno-lint-ignore no-console -- this is what the process is for.
  console.log(JSON.stringify(result));
  Deno.exit(0);
}
