/** The English catalogue. Its shape is the type that every other language must fill. */
import type { EndReason } from "../client/call_state.ts";
import type { FindingCode } from "../client/doctor/findings.ts";
import type { CaptureKind, DeviceErrorCode } from "../client/media_state.ts";
import type { PluralForms } from "./format.ts";

/** A sentence that says what is so, and one that says what to do. */
interface Explanation {
  title: string;
  next: string;
}

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
  call: {
    pageTitle: "{call} – Lagoon",
    language: "Language",
    guest: "Guest",
    you: "you",
    noScript: {
      title: "A call needs JavaScript",
      next:
        "Your browser sends picture and sound itself, and JavaScript tells it how. Allow it for this site and reload.",
    } as Explanation,
    lobby: {
      title: "Ready to join?",
      name: "Your name",
      nameHint: "How others see you",
      join: "Join call",
      joining: "Joining…",
      stillTrying: "The server does not answer yet. Still trying.",
      cancel: "Cancel",
      promise: "Only people with the link can join, and the server cannot listen.",
      cameraOff: "Your camera is off",
      cameraStarting: "Starting your camera…",
      preview: "Your picture",
      level: "Microphone level",
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
      people: "People",
      invite: "Invite",
      copied: "Link copied",
      layout: "Layout",
      settings: "Settings",
      skip: "Skip to the controls",
      leave: "Leave",
      close: "Close",
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
    },
    panels: {
      loading: "One moment…",
      failed: {
        title: "This part of the page did not arrive",
        next: "Check your connection, then try again. The call itself goes on.",
      } as Explanation,
    },
    devices: {
      title: "Devices",
      microphone: "Microphone",
      camera: "Camera",
      speaker: "Speaker",
      browserChoice: "Default",
      none: "None found",
      unnamed: { microphone: "Microphone {n}", camera: "Camera {n}", speaker: "Speaker {n}" },
    },
    deviceErrors: {
      camera: {
        "denied": {
          title: "The camera is blocked for this site",
          next: "Allow it beside the address bar, then try again.",
        },
        "denied-by-system": {
          title: "Your system keeps the camera from the browser",
          next: "Allow it in the system's privacy settings, then try again.",
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
          next: "Allow it beside the address bar, then try again.",
        },
        "denied-by-system": {
          title: "Your system keeps the microphone from the browser",
          next: "Allow it in the system's privacy settings, then try again.",
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
    } satisfies Record<CaptureKind, Record<DeviceErrorCode, Explanation>>,
    tile: {
      muted: "microphone muted",
      noMicrophone: "no microphone",
      cameraOff: "camera off",
      connecting: "connecting",
      weak: "weak connection",
      lost: "connection lost, trying again",
      hand: "hand raised",
      sharing: "sharing their screen",
      screen: "{name}'s screen",
      screenStarting: "Their screen is on its way…",
      ownScreen: "You are sharing your screen",
      stop: "Stop",
      options: "Options for {name}",
      pin: "Pin",
      unpin: "Unpin",
      fullscreen: "Full screen",
      hideSelf: "Hide my picture from me",
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
      alone: "You are the first one here",
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
    doctor: {
      title: "Connection",
      check: "Check connection",
      checkAgain: "Check again",
      checking: "Checking. This takes a few seconds at most.",
      also: "Also found",
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
    ended: {
      talked: "The call lasted {duration}.",
      rejoin: "Rejoin",
      tryAgain: "Try again",
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
