/** The English catalogue. Its shape is the type that every other language must fill. */
import type { EndReason } from "../client/call_state.ts";
import type { FindingCode } from "../client/doctor/findings.ts";
import type {
  CaptureKind,
  CaptureKinds,
  DeviceErrorCode,
  DeviceKind,
  DeviceNews,
} from "../client/media_state.ts";
import type { Limitation } from "../client/link_quality.ts";
import type { ScreenHint } from "../client/screen_source.ts";
import type { ReactionCode } from "../protocol/reactions.ts";
import type { FileEnd } from "../protocol/talk.ts";
import type { PluralForms } from "./format.ts";

/** A sentence that says what is so, and one that says what to do. */
interface Explanation {
  title: string;
  next: string;
}

/** Where a lobby offers to join without a device, whoever has joined is told that they go on without it. */
type GoesOn = Partial<Record<DeviceErrorCode, string>>;

/** What concerns a device is said in the words of that device. */
type DeviceFinding = "permission-denied" | "no-device" | "device-busy";

export const en = {
  site: {
    title: "Lagoon: private video calls",
    description:
      "Video calls straight between browsers. Send a link, talk. No account, and nobody in the middle can listen.",
    language: "Language",
  },
  landing: {
    headline: "A video call that belongs to the people in it.",
    lead: "Send a link, and talk. Faces and voices go straight from browser to browser.",
    start: "Start a call",
    inviteLink: "Invite link",
    inviteLinkHint: "Paste an invite link",
    open: "Open call",
    notALink: "This is not an invite link. It looks like {example}.",
    noKey: "This link is not complete: the part after # is missing. Ask for the whole link.",
    noScript: "To open an invite link without JavaScript, paste it into the address bar.",
    picture: "A Lagoon call of four people, each in a tile of their own.",
    outlives: {
      title: "The call outlives the server",
      body: "It introduces you, then steps aside. If it goes down, your call goes on.",
    },
    cannotListen: {
      title: "The server cannot listen",
      body: "The key is in your link, in the part that browsers never send.",
    },
    noAccount: {
      title: "No account, no trackers",
      body: "Nothing to install, no cookies, no one counting.",
    },
  },
  errors: {
    home: "Go to the start page",
    notFound: {
      title: "There is no such page",
      next: "The address may be mistyped, or the page has moved.",
    } as Explanation,
    broken: {
      title: "Something went wrong on our side",
      next: "It is not your doing. Try again in a moment.",
    } as Explanation,
  },
  /** What the page of a call says without a script: no script need know it. */
  callPage: {
    title: "{call} – Lagoon",
    noScript: {
      title: "A call needs JavaScript",
      next:
        "Your browser sends picture and sound itself, and JavaScript tells it how. Allow it for this site and reload.",
    } as Explanation,
  },
  call: {
    language: "Language",
    guest: "Guest",
    /** Stands behind a name. */
    you: "(you)",
    /** One sentence after another. */
    sentences: "{first} {second}",
    lobby: {
      title: "Ready to join?",
      name: "Your name",
      nameHint: "How others see you",
      join: "Join call",
      joining: "Joining…",
      ask: "Ask to join",
      knocking: "Asking to join…",
      knockingHint: "The call is locked. Whoever hosts it sees your name and can let you in.",
      lockedHint: "This call is locked: whoever hosts it must let you in.",
      stillTrying: "The server does not answer yet. Still trying.",
      toldToWait: "The server has too much to do just now. Trying again in {seconds} s.",
      cancel: "Cancel",
      promise: "Only people with the link can join, and the server cannot listen.",
      cameraOff: "Your camera is off",
      cameraStarting: "Starting your camera…",
      preview: "Your picture",
      level: "Microphone level",
      nobody: "Nobody is in the call yet.",
      inside: {
        one: "{names} is in the call.",
        other: "{names} are in the call.",
      } as PluralForms,
      others: { one: "{count} other", other: "{count} others" } as PluralForms,
      full: "The call is full: all {count} seats are taken.",
      shownAs: {
        sound: "Others will hear you, and see your initials.",
        picture: "Others will see you, but not hear you.",
        neither: "Others will see your initials, but not hear you. You see and hear them.",
      },
      silent: "We hear nothing from {device}. Say something, or choose another one under Devices.",
    },
    controls: {
      label: "Call controls",
      mute: "Mute",
      unmute: "Unmute",
      cameraOff: "Turn off camera",
      cameraOn: "Turn on camera",
      share: "Share screen",
      stopSharing: "Stop sharing",
      raiseHand: "Raise hand",
      lowerHand: "Lower hand",
      more: "More",
      chat: "Chat",
      reactions: "Reactions",
      people: "People",
      invite: "Invite",
      copied: "Link copied",
      layout: "Layout",
      settings: "Settings",
      skip: "Skip to the controls",
      leave: "Leave",
      close: "Close: {what}",
      retry: "Try again",
      playSound: "Play sound",
      soundBlocked: "Your browser holds back the sound of this call.",
    },
    layout: {
      view: "View",
      grid: "Grid",
      speaker: "Speaker",
      hints: {
        grid: "Everyone alike",
        speaker: "Most of the room for whoever speaks",
      },
      smallWindow: "Open a small window",
      closeSmallWindow: "Close the small window",
      fullscreen: "Full screen",
    },
    sound: {
      original: "Original sound",
      hint: "For music, with headphones: echo stays.",
    },
    shortcuts: {
      title: "Keyboard shortcuts",
      space: "Space",
      talk: "Hold to talk while muted",
      enabled: "Use single keys as shortcuts",
      enabledHint: "Turn this off if you control your computer by voice.",
      actions: {
        mute: "Mute or unmute",
        camera: "Turn the camera on or off",
        share: "Share your screen, or stop",
        hand: "Raise or lower your hand",
        chat: "Chat",
        people: "People",
        invite: "Copy the invite link",
        layout: "Layout",
        fullscreen: "Full screen",
        help: "These shortcuts",
      },
    },
    notices: {
      unheard: "You are muted: nobody hears you.",
      unmute: "Unmute now",
      goesOn: {
        camera: {
          "denied": "You go on without a picture. To allow it:",
          "denied-by-system": "You go on without a picture.",
          "not-found": "Until you connect one you go on without a picture.",
          "unknown": "Try again, or choose another one in the settings.",
        },
        microphone: {
          "denied": "Nobody hears you, and you hear the others. To allow it:",
          "denied-by-system": "Nobody hears you, and you hear the others.",
          "not-found": "Until you connect one nobody hears you. You hear the others.",
          "unknown": "Try again, or choose another one in the settings.",
        },
      } as Record<CaptureKind, GoesOn>,
    },
    panels: {
      loading: "One moment…",
      failed: {
        title: "This part of the page did not arrive",
        next:
          "Check your connection and try again, or reload the page. If you are in a call, it goes on, and you keep your seat.",
      } as Explanation,
      noWords: "{language} did not arrive",
    },
    devices: {
      title: "Devices",
      microphone: "Microphone",
      camera: "Camera",
      speaker: "Speaker",
      browserChoice: "Default",
      none: "None found",
      unnamed: { microphone: "Microphone {n}", camera: "Camera {n}", speaker: "Speaker {n}" },
      flip: "Flip camera",
      test: "Play a test sound",
      testing: "Playing…",
      testFailed: "The sound could not be played there. Choose another speaker.",
      interrupted: {
        camera: "The system holds your camera back. It goes on by itself when it is free.",
        microphone: "The system holds your microphone back. It goes on by itself when it is free.",
      } satisfies Record<CaptureKind, string>,
      news: {
        "unplugged": {
          camera: "Your camera went away. You use {device} now.",
          microphone: "Your microphone went away. You use {device} now.",
          speaker: "Your speaker went away. You hear the call on {device} now.",
        },
        "returned": {
          camera: "Your camera is back: {device}.",
          microphone: "Your microphone is back: {device}.",
          speaker: "Your speaker is back: {device}.",
        },
        "default-changed": {
          camera: "Your system prefers another camera now: {device}.",
          microphone: "Your system prefers another microphone now: {device}.",
          speaker: "Your system prefers another speaker now: {device}.",
        },
      } satisfies Record<DeviceNews["why"], Record<DeviceKind, string>>,
      another: "another one",
      retry: {
        camera: "Try again: camera",
        microphone: "Try again: microphone",
        both: "Try again: camera and microphone",
      } satisfies Record<CaptureKinds, string>,
    },
    wayBack: {
      site: {
        "chromium":
          "press the icon left of the address, allow camera and microphone, and try again.",
        "chromium-android":
          "press the icon left of the address, then Permissions, and allow camera and microphone.",
        "firefox": "press the crossed-out sign left of the address, lift the block, and try again.",
        "firefox-android":
          "press the lock beside the address, allow camera and microphone, and try again.",
        "safari":
          "open Safari's menu, then Settings for this website, and allow camera and microphone.",
        "safari-ios":
          "press the sign beside the address, then Website Settings, and allow camera and microphone.",
        "ios": "open the Settings app, find this browser there, and allow camera and microphone.",
      },
      system: {
        "mac":
          "Open System Settings, then Privacy & Security, and allow this browser camera and microphone.",
        "windows":
          "Open Settings, then Privacy & security, and let desktop apps use camera and microphone.",
        "linux": "Look for it in the system's privacy settings, or for a switch on the device.",
        "android": "Open Settings, then Apps, find this browser, and allow camera and microphone.",
        "ios": "Open the Settings app, find this browser there, and allow camera and microphone.",
      },
    },
    deviceErrors: {
      camera: {
        "denied": {
          title: "The camera is blocked for this site",
          next: "You can join without a picture. To allow it:",
        },
        "dismissed": {
          title: "The question about the camera was closed",
          next: "Try again, and choose Allow.",
        },
        "denied-by-system": {
          title: "Your system keeps the camera from the browser",
          next: "You can join without a picture.",
        },
        "not-found": {
          title: "No camera found",
          next: "Connect one and try again, or join without a picture.",
        },
        "busy": {
          title: "Another program uses the camera",
          next: "Close that program, then try again.",
        },
        "insecure-origin": {
          title: "Browsers give the camera to secure pages only",
          next: "Open this page with https:// in front of the address.",
        },
        "unknown": {
          title: "The camera did not start",
          next: "Try again, or choose another one under Devices.",
        },
      },
      microphone: {
        "denied": {
          title: "The microphone is blocked for this site",
          next: "You can join and listen. To allow it:",
        },
        "dismissed": {
          title: "The question about the microphone was closed",
          next: "Try again, and choose Allow.",
        },
        "denied-by-system": {
          title: "Your system keeps the microphone from the browser",
          next: "You can join and listen.",
        },
        "not-found": {
          title: "No microphone found",
          next: "Connect one and try again, or join and listen.",
        },
        "busy": {
          title: "Another program uses the microphone",
          next: "Close that program, then try again.",
        },
        "insecure-origin": {
          title: "Browsers give the microphone to secure pages only",
          next: "Open this page with https:// in front of the address.",
        },
        "unknown": {
          title: "The microphone did not start",
          next: "Try again, or choose another one under Devices.",
        },
      },
      both: {
        "denied": {
          title: "Camera and microphone are blocked for this site",
          next: "You can join and listen. To allow them:",
        },
        "dismissed": {
          title: "The question about camera and microphone was closed",
          next: "Try again, and choose Allow.",
        },
        "denied-by-system": {
          title: "Your system keeps camera and microphone from the browser",
          next: "You can join and listen.",
        },
        "not-found": {
          title: "No camera and no microphone found",
          next: "Connect them and try again, or join and listen.",
        },
        "busy": {
          title: "Another program uses camera and microphone",
          next: "Close that program, then try again.",
        },
        "insecure-origin": {
          title: "Browsers give camera and microphone to secure pages only",
          next: "Open this page with https:// in front of the address.",
        },
        "unknown": {
          title: "Camera and microphone did not start",
          next: "Try again, or choose others under Devices.",
        },
      },
    } satisfies Record<CaptureKinds, Record<DeviceErrorCode, Explanation>>,
    tile: {
      /** Between what is said of one thing. What languages put into lists is more, or nothing at all. */
      comma: ", ",
      muted: "microphone muted",
      noMicrophone: "no microphone",
      cameraOff: "camera off",
      connecting: "connecting",
      weak: "weak connection",
      lost: "connection lost, trying again",
      hand: "hand raised",
      handPlace: "hand raised, number {place} in line",
      sharing: "sharing their screen",
      screen: "{name}'s screen",
      screenStarting: "Their screen is on its way…",
      ownScreen: "You are sharing your screen",
      stop: "Stop",
      shareFor: "Share as",
      hints: { detail: "Text", motion: "Video" } satisfies Record<ScreenHint, string>,
      soundLeftOut:
        "Without its sound: your browser cannot keep the voices of this call out of it.",
      options: "Options for {name}",
      pin: "Pin",
      unpin: "Unpin",
      fullscreen: "Full screen",
      hideSelf: "Hide my picture from me",
    },
    quality: {
      title: "Connection",
      open: "Connection to {name}",
      gone: "They have left the call.",
      measuring: "Measuring…",
      roundTrip: "Round trip",
      path: "Path",
      paths: { direct: "Direct", relayed: "Relayed by a TURN server" },
      receiving: "What you receive",
      sending: "What you send",
      bitrate: "Bit rate",
      loss: "Lost",
      freezes: "Freezes",
      sources: { camera: "Camera", screen: "Screen" },
      picture: "{width} × {height}, {rate} a second",
      limitations: {
        cpu: "Held back by your device",
        bandwidth: "Held back by the network",
      } satisfies Partial<Record<Limitation, string>>,
      ourselves: {
        device: "Your device cannot keep up. Close other programs, or turn off your camera.",
        uplink: "Your connection loses much of what you send.",
        downlink: "Your connection loses much of what the others send.",
        connection: "Your connection is poor at the moment.",
      },
      them: {
        device: "{name}'s device cannot keep up.",
        uplink: "{name}'s connection loses much of what they send.",
        downlink: "{name}'s connection loses much of what is sent to them.",
        connection: "{name}'s connection is poor at the moment.",
      },
      between: "The path between you and {name} is poor at the moment.",
    },
    stage: {
      label: "Participants",
      pages: "Pages of participants",
      page: "Page {page} of {pages}",
      previousPage: "Previous page",
      nextPage: "Next page",
      secure: "Sealed from end to end",
      reconnecting:
        "The server is out of reach. Your call goes on; others can join again once it is back.",
      outdated:
        "This page is out of date. Your call goes on; for the new version, reload it together with the others.",
      closed:
        "The server closed the connection. Your call goes on; reload the page to come back to it.",
      alone: "Nobody else is here",
      aloneHint: "People can join with this link. It works as long as you like.",
      link: "Invite link",
      copy: "Copy",
      share: "Share",
      people: {
        one: "{count} person in the call",
        other: "{count} people in the call",
      } as PluralForms,
      capacity: "Room for {count}",
    },
    doors: {
      title: "Who may come in",
      locked: "Locked",
      lock: "Lock the call",
      lockHint: "Whoever comes from now on must be let in by you.",
      lockedForOthers: "The call is locked. Its host lets people in.",
      waiting: "Waiting to join",
      asks: "{name} asks to join",
      admit: "Let in",
      decline: "Decline",
      host: "host",
      options: "More about {name}",
      makeHost: "Make host",
      remove: "Remove from call",
      removeSure:
        "Remove {name} from the call? They cannot come back in this tab. If they still have the link, lock the call or give it a new one.",
      removeYes: "Remove",
      newLink: "New link",
      newLinkSure:
        "Give the call a new link? Everybody inside goes along. The old link stops working for everyone.",
      newLinkYes: "Make a new link",
      cancel: "Cancel",
      code: "Safety code",
      noCode: "It shows once you are connected.",
      codeHint:
        "Read it to each other. If both of you see the same digits, nobody sits between you.",
    },
    doctor: {
      title: "Connection",
      check: "Check connection",
      checkAgain: "Check again",
      checking: "Checking. This takes a few seconds at most.",
      also: "Also found: {findings}",
      details: "Details",
      report: "Connection report",
      reportHint: "For whoever can help: without names, addresses or keys.",
      copyReport: "Copy report",
      reportCopied: "Report copied",
      hideAddress: "Hide my network address",
      hideAddressHint:
        "Others see the address of this site's relay instead of yours. Takes a little longer.",
      addressHidden: "Address hidden",
      noLink: "No connection to {names}",
      findings: {
        "all-well": {
          title: "Your connection is fine",
          next: "Everything that a call needs works here.",
        },
        "direct-only": {
          title: "Your connection is fine, but this site has no relay",
          next:
            "Somebody on a very strict network may not reach you. Whoever runs the site can add a TURN server.",
        },
        "only-relay-works": {
          title: "Only the relay gets through",
          next: "The call works, by a detour. Another network may be more direct.",
        },
        "udp-blocked": {
          title: "Your network blocks UDP",
          next:
            "The call goes through the relay over TCP: it works, but may falter. Another network does better.",
        },
        "no-turn-configured": {
          title: "No direct connection comes about, and this site has no relay",
          next:
            "Try another network, such as that of your phone, or ask whoever runs the site to add a TURN server.",
        },
        "relay-only-without-turn": {
          title: "You hide your address, but this site has no relay",
          next:
            "Nobody can reach you this way. Stop hiding it, or ask whoever runs the site for a TURN server.",
        },
        "turn-refuses": {
          title: "The relay of this site refuses to serve it (code {code})",
          next:
            "Send the report to whoever runs the site: the relay's secret or clock does not match.",
        },
        "turn-full": {
          title: "The relay has no room left (code {code})",
          next: "Try again in a few minutes, or tell whoever runs the site.",
        },
        "turn-unreachable": {
          title: "The relay of this site does not answer",
          next:
            "It is down, or your network blocks it. Try another network, or send the report to whoever runs the site.",
        },
        "turn-carries-nothing": {
          title: "The relay answers, but passes nothing on",
          next:
            "Send the report to whoever runs the site: the relay announces a wrong address, or forbids this one.",
        },
        "offline": {
          title: "You are offline",
          next: "Connect to a network, then check again.",
        },
        "server-unreachable": {
          title: "The server of this site does not answer",
          next: "Check your network, or try again in a moment. A call that is under way goes on.",
        },
        "signaling-blocked": {
          title: "Something between you and the server blocks WebSockets",
          next:
            "Often it is a proxy, or an extension of the browser. Try without it, or on another network.",
        },
        "server-refuses": {
          title: "The server ends the connection (code {code})",
          next:
            "You may have tried too often within a short time. Wait a minute, then check again.",
        },
        "other-side-gone": {
          title: "The other side does not answer",
          next: "Their browser or their network is away. Once it is back, so are they.",
        },
        "other-side-unreachable": {
          title: "The other side answers, but no path between you works",
          next: "Lagoon keeps trying. It may help if one of you changes to another network.",
        },
        "insecure-origin": {
          title: "This page is not secure",
          next: "Open it with https:// in front of the address: a call needs it.",
        },
      } satisfies Record<Exclude<FindingCode, DeviceFinding>, Explanation>,
    },
    announce: {
      knock: "{name} asks to join.",
      locked: "The call is locked now.",
      unlocked: "The call is open again.",
      hosting: "You host the call now.",
      hosts: "{name} hosts the call now.",
      entered: "You are in the call.",
      joined: "{name} joined.",
      left: "{name} left.",
      copied: "Invite link copied.",
      muted: "Microphone muted.",
      unmuted: "Microphone on.",
      cameraOff: "Camera off.",
      cameraOn: "Camera on.",
      ownHandRaised: "Your hand is raised.",
      ownHandLowered: "Your hand is lowered.",
      reconnecting: "The server is out of reach. The call goes on.",
      reconnected: "The server is back.",
      linkLost: "The connection to {name} is lost. Trying again.",
      linkBack: "The connection to {name} is back.",
      handRaised: "{name} raised a hand.",
      handLowered: "{name} lowered their hand.",
      screenStarted: "{name} is sharing their screen.",
      screenEnded: "{name} stopped sharing.",
      ownScreenStarted: "You are sharing your screen.",
      ownScreenEnded: "You stopped sharing your screen.",
    },
    chat: {
      you: "You",
      message: "Message",
      messages: "Messages",
      send: "Send",
      to: "To",
      everyone: "Everyone",
      onlyTo: "Only to {name}",
      onlyToYou: "Only to you",
      someoneGone: "Someone who has left",
      namesake: "{name} (left)",
      gone: "They have left. Choose whom this is for.",
      tooFast: "That was a lot at once. Wait a moment, then send it.",
      tooLong: "Too long to send. Characters too many: {count}",
      left: "Characters left: {count}",
      newMessages: "New messages",
      empty: "Nothing written yet",
      emptyHint:
        "Messages go straight to the people in the call. The server keeps none; who joins later gets them from you.",
      waiting: "Waiting for the connection to {names}.",
      missed: "Did not reach {names}.",
      unread: {
        one: "{count} new message",
        other: "{count} new messages",
      } as PluralForms,
    },
    files: {
      attach: "Attach files",
      chosen: "Files to send",
      remove: "Remove {file}",
      drop: "Drop files here to send them",
      dropHint: "You choose for whom before they are offered.",
      offered: "Offered. Waiting for an answer.",
      nobody: "Nobody was here to take it.",
      accept: "Accept",
      decline: "Decline",
      cancel: "Cancel",
      save: "Save",
      saveFile: "Save {file}",
      waiting: "Waiting for the connection…",
      progress: "{done} of {size} · {percent}",
      progressOf: "Progress of {file}",
      arrived: "Arrived whole.",
      taken: "They have it.",
      ended: {
        us: {
          "declined": "You declined it.",
          "cancelled": "You cancelled it.",
          "failed": "It did not arrive whole.",
          "too-large": "It is too large to send: 4 GB is the most.",
          "no-space": "There is not enough room for it on this device.",
          "left": "They left the call.",
        },
        them: {
          "declined": "They declined it.",
          "cancelled": "They cancelled it.",
          "failed": "It failed on their side.",
          "too-large": "It is too large for them.",
          "no-space": "They have not enough room for it.",
          "left": "They left the call.",
        },
      } satisfies Record<"us" | "them", Record<FileEnd | "left", string>>,
    },
    reactions: {
      names: {
        "thumbs-up": "Thumbs up",
        "heart": "Heart",
        "clap": "Applause",
        "laugh": "Laughter",
        "surprise": "Surprise",
        "sad": "Sadness",
        "party": "Celebration",
        "think": "Thinking",
      } satisfies Record<ReactionCode, string>,
    },
    heard: {
      message: "{name}: {text}",
      messageToYou: "{name}, only to you: {text}",
      fileOffered: "{name} offers a file: {file}.",
      fileOfferedToYou: "{name} offers you alone a file: {file}.",
      fileArrived: "{file} has arrived.",
      fileTaken: "{name} has received {file}.",
      fileDeclined: "{name} declined {file}.",
      fileEnded: "{file} does not come any further.",
      reaction: "{reaction} from {names}.",
    },
    ended: {
      talked: "The call lasted {duration}.",
      rejoin: "Rejoin",
      tryAgain: "Try again",
      askAgain: "Ask to join",
      reload: "Reload the page",
      startNew: "Start a new call",
      home: "Go to the start page",
      reasons: {
        "left": {
          title: "You left the call",
          next: "It goes on for whoever stays. The same link brings you back.",
        },
        "replaced": {
          title: "This call is open in another tab",
          next: "Your seat can be in one place at a time. Rejoin to move it here.",
        },
        "room-full": {
          title: "This call is full",
          next: "Every seat is taken. Try again when someone has left.",
        },
        "version-mismatch": {
          title: "This page is out of date",
          next: "Lagoon was updated meanwhile. Reload the page, then join.",
        },
        "unreachable": {
          title: "The server cannot be reached",
          next: "Check your connection, then try again.",
        },
        "refused": {
          title: "The server closed the connection",
          next: "It received something it does not accept. Reload the page, then join.",
        },
        "locked": {
          title: "This call is locked",
          next: "Someone inside must let you in. Ask to join, and wait for them.",
        },
        "declined": {
          title: "You were not let in",
          next:
            "Whoever hosts the call said no for now. Talk to them another way, or ask again later.",
        },
        "removed": {
          title: "You were removed from the call",
          next: "Whoever hosts it did that. If it was a mistake, ask them for a new link.",
        },
        "link-replaced": {
          title: "This link no longer works",
          next: "The call moved to a new link. Ask someone in it for that one.",
        },
        "idle": {
          title: "The call ended because nobody came",
          next: "You were alone for a very long time. Rejoin if you still wait for someone.",
        },
      } satisfies Record<EndReason, Explanation>,
    },
    incomplete: {
      title: "This link is not complete",
      next:
        "The part after # is missing. It is the key of the call, and only the people in it have it. Ask for the whole link, or start a call of your own.",
    },
  },
};

/** `T` with every text free to be another. */
type Translatable<T> = T extends string ? string
  : { readonly [Key in keyof T]: Translatable<T[Key]> };

export type Messages = Translatable<typeof en>;
/** What the page of a call says: sent along with the island. */
export type CallMessages = Messages["call"];
