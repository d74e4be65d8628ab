/** 中文（简体）。 */
import type { Messages } from "./en.ts";

export const zh: Messages = {
  site: {
    title: "Lagoon：私密视频通话",
    description: "浏览器之间直接进行的视频通话。发个链接就能聊，不用注册，中间没有人能听到。",
    language: "语言",
  },
  landing: {
    headline: "视频通话，只属于通话中的人。",
    lead: "发个链接，就能开聊。画面和声音在浏览器之间直接传送。",
    start: "发起通话",
    inviteLink: "邀请链接",
    inviteLinkHint: "粘贴邀请链接",
    open: "打开通话",
    notALink: "这不是邀请链接。邀请链接的样子是 {example}。",
    noKey: "链接不完整：缺少 # 后面的部分。请对方重新发送完整的链接。",
    noScript: "没有 JavaScript 时，请把邀请链接粘贴到地址栏中打开。",
    picture: "四个人的 Lagoon 通话，每人一个画面。",
    outlives: {
      title: "服务器断了，通话还在",
      body: "服务器只负责牵线，随后退到一旁。即使它停机，通话也会继续。",
    },
    cannotListen: {
      title: "服务器听不到",
      body: "密钥就在链接里，在浏览器从不发送的那一部分。",
    },
    noAccount: {
      title: "不用账号，没有跟踪",
      body: "无需安装，没有 Cookie，也没有人统计你。",
    },
  },
  errors: {
    home: "回到首页",
    notFound: { title: "没有这个页面", next: "地址可能写错了，或者页面已经移走。" },
    broken: { title: "我们这边出了问题", next: "这不是你的原因。请稍后再试。" },
  },
  call: {
    pageTitle: "{call} – Lagoon",
    language: "语言",
    guest: "访客",
    you: "你",
    noScript: {
      title: "通话需要 JavaScript",
      next:
        "画面和声音由你的浏览器直接发送，需要 JavaScript 来指挥。请为本站启用它，然后刷新页面。",
    },
    lobby: {
      title: "准备好了吗？",
      name: "你的名字",
      nameHint: "别人看到的名字",
      join: "加入通话",
      joining: "正在加入…",
      stillTrying: "服务器暂时没有回应，仍在尝试。",
      cancel: "取消",
      promise: "只有拿到链接的人才能加入，服务器听不到通话内容。",
      cameraOff: "摄像头已关闭",
      cameraStarting: "正在打开摄像头…",
      preview: "你的画面",
      level: "麦克风音量",
    },
    controls: {
      label: "通话控制",
      mute: "静音",
      unmute: "取消静音",
      cameraOff: "关闭摄像头",
      cameraOn: "打开摄像头",
      people: "成员",
      invite: "邀请",
      copied: "链接已复制",
      settings: "设置",
      leave: "离开",
      close: "关闭",
      retry: "再试一次",
      playSound: "播放声音",
      soundBlocked: "浏览器暂时拦下了通话的声音。",
    },
    devices: {
      title: "设备",
      microphone: "麦克风",
      camera: "摄像头",
      speaker: "扬声器",
      browserChoice: "默认",
      none: "未找到",
      unnamed: { microphone: "麦克风 {n}", camera: "摄像头 {n}", speaker: "扬声器 {n}" },
    },
    deviceErrors: {
      camera: {
        "denied": {
          title: "本站未获准使用摄像头",
          next: "请在地址栏旁允许使用摄像头，然后再试一次。",
        },
        "denied-by-system": {
          title: "系统不允许浏览器使用摄像头",
          next: "请在系统的隐私设置中允许，然后再试一次。",
        },
        "not-found": {
          title: "没有找到摄像头",
          next: "接上摄像头再试一次，或者不开画面直接加入。",
        },
        "busy": { title: "摄像头正被其他程序使用", next: "请关闭那个程序，然后再试一次。" },
        "insecure-origin": {
          title: "浏览器只允许安全页面使用摄像头",
          next: "请用 https:// 开头的地址打开本页。",
        },
        "unknown": { title: "摄像头没能打开", next: "请再试一次，或在“设备”中换一个。" },
      },
      microphone: {
        "denied": {
          title: "本站未获准使用麦克风",
          next: "请在地址栏旁允许使用麦克风，然后再试一次。",
        },
        "denied-by-system": {
          title: "系统不允许浏览器使用麦克风",
          next: "请在系统的隐私设置中允许，然后再试一次。",
        },
        "not-found": {
          title: "没有找到麦克风",
          next: "接上麦克风再试一次，或者加入后只听不说。",
        },
        "busy": { title: "麦克风正被其他程序使用", next: "请关闭那个程序，然后再试一次。" },
        "insecure-origin": {
          title: "浏览器只允许安全页面使用麦克风",
          next: "请用 https:// 开头的地址打开本页。",
        },
        "unknown": { title: "麦克风没能打开", next: "请再试一次，或在“设备”中换一个。" },
      },
    },
    tile: {
      muted: "已静音",
      noMicrophone: "没有麦克风",
      cameraOff: "摄像头已关闭",
      connecting: "正在连接",
      weak: "连接不稳",
      lost: "连接中断，正在重试",
    },
    stage: {
      label: "参加者",
      secure: "端到端加密",
      reconnecting: "暂时连不上服务器。通话照常进行，恢复后其他人可以继续加入。",
      alone: "你是第一个到的",
      aloneHint: "别人可以用这个链接加入。链接一直有效。",
      link: "邀请链接",
      copy: "复制",
      share: "分享",
      people: { other: "通话中有 {count} 人" },
      capacity: "最多 {count} 人",
    },
    announce: {
      entered: "你已进入通话。",
      joined: "{name} 加入了通话。",
      left: "{name} 离开了通话。",
      copied: "邀请链接已复制。",
      reconnecting: "暂时连不上服务器，通话照常进行。",
      reconnected: "服务器已恢复。",
      linkLost: "与 {name} 的连接中断，正在重试。",
    },
    ended: {
      talked: "通话时长{duration}。",
      rejoin: "重新加入",
      tryAgain: "再试一次",
      reload: "刷新页面",
      startNew: "发起新的通话",
      home: "回到首页",
      reasons: {
        "left": { title: "你离开了通话", next: "留下的人可以继续聊。用同一个链接就能回来。" },
        "replaced": {
          title: "这个通话已在另一个标签页中打开",
          next: "一个席位同时只能在一处使用。重新加入即可移到这里。",
        },
        "room-full": { title: "通话已满", next: "席位已坐满。等有人离开后再试一次。" },
        "version-mismatch": {
          title: "页面版本已过期",
          next: "Lagoon 刚刚更新过。请刷新页面再加入。",
        },
        "unreachable": { title: "连不上服务器", next: "请检查网络连接，然后再试一次。" },
        "refused": {
          title: "服务器关闭了连接",
          next: "它收到了不接受的内容。请刷新页面再加入。",
        },
      },
    },
    incomplete: {
      title: "链接不完整",
      next:
        "缺少 # 后面的部分。那是通话的密钥，只有通话中的人才有。请对方重新发送完整的链接，或者自己发起一个通话。",
    },
  },
};
