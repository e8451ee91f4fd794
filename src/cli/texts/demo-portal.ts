import type { Text } from "../text.ts";

/** What the demonstration says of its portal. */
export const demoPortalTexts = {
  opening: {
    en: "THE PORTAL: a town with elections, offices and residents, two weeks old, for you to walk about in.",
    zh: "门户网站：一座运行了两周的城市，有选举、部门和居民，供您随意体验。",
  },
  seeding: { en: "Building the town", zh: "正在建立城市" },
  running: { en: "The portal is open: {url}", zh: "门户网站已打开：{url}" },
  whatToTry: { en: "What to try:", zh: "可以尝试：" },
  tryPeople: {
    en: "be one of the made-up residents: their identities are there to take",
    zh: "扮演一位虚构的居民：现成的身份可供取用",
  },
  tryVote: { en: "vote in an election that is open", zh: "在正在进行的选举中投票" },
  tryClaim: {
    en: "or make an identity of your own, and get a resident's credential from the clerk",
    zh: "或创建自己的身份，并向办事员领取居民凭证",
  },
  tryVerify: { en: "check a finished election yourself, in your browser", zh: "在浏览器中自行核验一次已结束的选举" },
  tryTrail: { en: "look around as an observer", zh: "以观察员的身份四处看看" },
  passphrase: {
    en: "Whatever the demonstration hands out opens with: {passphrase}",
    zh: "演示所提供的一切均用此口令打开：{passphrase}",
  },
  howToStop: {
    en: "English and Chinese are switched at the top of each page. Ctrl-C ends it; the town is kept for the next time.",
    zh: "每页顶部可切换中英文。按 Ctrl-C 结束；城市会保留到下次。",
  },
  stopping: { en: "Stopping; a second Ctrl-C ends it at once.", zh: "正在停止；再按一次 Ctrl-C 立即结束。" },
  stopped: { en: "Stopped.", zh: "已停止。" },
  noPortal: { en: "end after the stories, without the portal", zh: "讲完故事即结束，不打开门户网站" },
  portal: {
    en: "open the portal: at once, or after the story that --story names",
    zh: "打开门户网站：直接打开，或在 --story 指定的故事讲完之后打开",
  },
  port: { en: "the portal's port (7400, or any free one)", zh: "门户网站的端口（7400，或任一空闲端口）" },
  open: { en: "open the portal in a browser", zh: "在浏览器中打开门户网站" },
} as const satisfies Record<string, Text>;
