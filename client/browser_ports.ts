/** The real browser, as the client needs it. The one file that names browser globals. */
import type { CaptureKind } from "./media_state.ts";
import type {
  FilesPort,
  MediaPort,
  PageEvents,
  PagePort,
  Ports,
  ServerAnswer,
  StoragePort,
} from "./ports.ts";

/** Loudness is measured this often, in milliseconds: enough for an eye, little for a battery. */
const LEVEL_EVERY_MS = 80;

export function browserPorts(): Ports {
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    setTimer: (task, ms) => {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
    mark: (name) => void performance.mark(name),
    createPeerConnection: (configuration) => new RTCPeerConnection(configuration),
    createStream: () => new MediaStream(),
    connect: (room) => {
      const url = new URL(`/api/signal/${room}`, location.href);
      url.protocol = url.protocol === "http:" ? "ws:" : "wss:";
      return new WebSocket(url);
    },
    askServer,
    media: browserMedia(),
    storage: browserStorage(),
    page: browserPage(),
    files: browserFiles(),
  };
}

/** A server that fails to answer within this time, in milliseconds, is as good as none. */
const ANSWER_WITHIN_MS = 5_000;

async function askServer(room: string): Promise<ServerAnswer> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const { status, headers } = await fetch(`/api/health?room=${room}`, {
      method: "HEAD",
      cache: "no-store",
      signal,
    });
    if (status >= 500) return { there: false };
    return { there: true, waitMs: 1000 * (Number(headers.get("retry-after")) || 0) };
  } catch {
    return { there: false };
  }
}

/** With the sound of what is shared, but without that of this page, which the others know already. */
const SCREEN = {
  video: { frameRate: { max: 30 } },
  audio: { restrictOwnAudio: true },
  systemAudio: "include",
  // Another tab can take its place from the browser's own bar; this one would be a hall of mirrors.
  surfaceSwitching: "include",
  selfBrowserSurface: "exclude",
} as DisplayMediaStreamOptions;

function browserMedia(): MediaPort {
  // Absent on insecure origins, whatever the type says.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  return {
    available: devices?.getUserMedia !== undefined,
    getUserMedia: async (constraints) => await devices!.getUserMedia(constraints),
    canShareScreen: devices?.getDisplayMedia !== undefined,
    getDisplayMedia: async () => await devices!.getDisplayMedia(SCREEN),
    enumerateDevices: async () => await devices!.enumerateDevices(),
    onDeviceChange: (listener) => {
      devices?.addEventListener("devicechange", listener);
      return () => devices?.removeEventListener("devicechange", listener);
    },
    permission: async (kind) => (await permissionStatus(kind))?.state ?? "unknown",
    onPermissionChange: (listener) => {
      const ended = new AbortController();
      for (const kind of ["camera", "microphone"] as const) {
        void permissionStatus(kind).then((status) => {
          status?.addEventListener("change", () => listener(kind, status.state), ended);
        });
      }
      return () => ended.abort();
    },
    playSound,
    watchLevel: levelWatcher(),
  };
}

/** `null` in browsers that do not tell. */
async function permissionStatus(kind: CaptureKind): Promise<PermissionStatus | null> {
  try {
    return await navigator.permissions.query({ name: kind as PermissionName });
  } catch {
    return null;
  }
}

async function playSound(file: Uint8Array<ArrayBuffer>, speaker: string): Promise<void> {
  const url = URL.createObjectURL(new Blob([file], { type: "audio/wav" }));
  const audio = new Audio(url);
  try {
    if (speaker !== "") await audio.setSinkId(speaker);
    const over = new Promise((resolve, reject) => {
      audio.addEventListener("ended", resolve);
      audio.addEventListener("error", () => reject(audio.error));
    });
    await audio.play();
    await over;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** All meters listen through one context: each has a thread of its own, and a call has many voices. */
function levelWatcher(): MediaPort["watchLevel"] {
  let context: AudioContext | null = null;
  let watching = 0;
  return (track, listener) => {
    context ??= new AudioContext();
    watching += 1;
    const shared = context;
    const analyser = new AnalyserNode(shared, { fftSize: 512 });
    const source = shared.createMediaStreamSource(new MediaStream([track]));
    source.connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const timer = setInterval(() => {
      // A context made before the first gesture waits for one. Until then nobody listens, and nothing is said.
      if (shared.state === "suspended") return void shared.resume().catch(() => {});
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      // Speech lies between -50 and -10 dB; a meter shows that range.
      const decibels = 10 * Math.log10(power + 1e-10);
      listener(Math.min(1, Math.max(0, (decibels + 50) / 40)));
    }, LEVEL_EVERY_MS);
    return () => {
      clearInterval(timer);
      source.disconnect();
      watching -= 1;
      if (watching > 0) return;
      context = null;
      void shared.close();
    };
  };
}

/** Storage may be forbidden; then nothing is remembered, and that is all. */
function browserStorage(): StoragePort {
  const store = (scope: "tab" | "device") => scope === "tab" ? sessionStorage : localStorage;
  return {
    read: (scope, key) => {
      try {
        return store(scope).getItem(key);
      } catch {
        return null;
      }
    },
    write: (scope, key, value) => {
      try {
        if (value === null) store(scope).removeItem(key);
        else store(scope).setItem(key, value);
      } catch {
        // Full or forbidden.
      }
    },
  };
}

/** Comes with the call. */
function browserFiles(): FilesPort {
  let files: FilesPort | null = null;
  return {
    receive: async (size) => {
      const { receivedFiles } = await import(/* chunk: "inside" */ "./stay.ts");
      files ??= receivedFiles();
      return await files.receive(size);
    },
  };
}

/** What the browser calls what happens. */
const DOM_EVENTS: Readonly<Record<keyof PageEvents, string>> = {
  leave: "pagehide",
  online: "online",
  // Told to the document, from which it bubbles.
  visibility: "visibilitychange",
};

function browserPage(): PagePort {
  return {
    url: () => new URL(location.href),
    isShown: () => !document.hidden,
    replaceFragment: (fragment) => history.replaceState(history.state, "", `#${fragment}`),
    copy: async (text) => {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        return false;
      }
    },
    isOnline: () => navigator.onLine,
    userAgent: () => navigator.userAgent,
    keepAwake,
    on: (name, listener) => {
      globalThis.addEventListener(DOM_EVENTS[name], listener);
      return () => globalThis.removeEventListener(DOM_EVENTS[name], listener);
    },
  };
}

function keepAwake(): () => void {
  let wanted = true;
  let lock: WakeLockSentinel | null = null;
  // Browsers take the lock away whenever the page is out of sight, and give none to a page that is.
  const ask = async () => {
    if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    // Refused where a battery runs low: a dark screen ends no call.
    const given = await navigator.wakeLock.request("screen").catch(() => null);
    if (wanted) lock = given;
    else void given?.release();
  };
  void ask();
  document.addEventListener("visibilitychange", ask);
  return () => {
    wanted = false;
    document.removeEventListener("visibilitychange", ask);
    void lock?.release();
  };
}
