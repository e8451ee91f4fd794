import type { Manifest } from "../../../protocol/manifest.ts";
import type { RuleChoices, RuleName } from "../../../protocol/rule-presets.ts";
import type { Told } from "../narrator.ts";

/** Lists of voters of the town, by name. */
export const ROLL_NAMES = {
  residents: "Residents of D-07 and D-09, 2026",
  teachers: "Teachers of the municipal schools, 2026",
  cooperative: "Members of the energy cooperative, 2026",
} as const;
export type RollName = keyof typeof ROLL_NAMES;

/** How an election ends up in the demonstration. */
export type Ending = "opened" | "opening" | "voting" | "announced" | "cancelled";

/** An election in words, rules and days; days are counted from now, negative ones are past. */
export interface BallotPaper extends Pick<Manifest, "title" | "description" | "organizer"> {
  readonly options: readonly Told[];
  readonly rule: RuleName;
  readonly choices?: Omit<RuleChoices, "optionCount">;
  readonly roll: RollName;
  readonly calledOn: number;
  readonly opensOn: number;
  readonly closesOn: number;
  readonly resultOn: number;
  /** How many people vote on how many days after the opening. */
  readonly turnout: readonly { readonly after: number; readonly voters: number }[];
  readonly ending: Ending;
}

const COUNCIL: Told = { en: "Town council of Lindenau", zh: "林德瑙市议会" };
const LIBRARY: Told = { en: "Municipal library", zh: "市立图书馆" };
const SCHOOLS: Told = { en: "Office for schools", zh: "教育局" };
const COOPERATIVE: Told = { en: "Lindenau energy cooperative", zh: "林德瑙能源合作社" };

/** Every rule that there is, and every phase that an election can be in. */
export const BALLOT_PAPERS: readonly BallotPaper[] = [
  {
    title: { en: "When should the library be open?", zh: "图书馆应在什么时间开放？" },
    description: {
      en: "Mark every opening time that you would use. The library takes up the two with the most marks from January on.",
      zh: "请勾选您会使用的所有开放时段。图书馆将从一月起采用得票最多的两个时段。",
    },
    organizer: LIBRARY,
    options: [
      { en: "Weekdays until 9 in the evening", zh: "工作日延长至晚上九点" },
      { en: "Saturday afternoons", zh: "周六下午" },
      { en: "Sundays", zh: "周日" },
      { en: "Weekdays from 7 in the morning", zh: "工作日早上七点起" },
    ],
    ...{ rule: "approval", roll: "residents", ending: "opened" },
    ...{ calledOn: -13, opensOn: -12, closesOn: -9, resultOn: -7 },
    turnout: [
      { after: 0.2, voters: 3 },
      { after: 1.3, voters: 2 },
      { after: 2.6, voters: 3 },
    ],
  },
  {
    title: { en: "A hundred thousand for the parks", zh: "十万元公园经费如何使用" },
    description: {
      en: "Spread up to ten points over the projects. Money is given in the order of points until it is spent.",
      zh: "请将最多十分分配给各个项目。经费按得分从高到低依次拨付，用完为止。",
    },
    organizer: COUNCIL,
    options: [
      { en: "Shade and benches at the river", zh: "河边遮阴与长椅" },
      { en: "Playground in Mill Street", zh: "磨坊街儿童游乐场" },
      { en: "Two hundred trees", zh: "种植两百棵树" },
      { en: "Dog run behind the station", zh: "车站后的遛狗区" },
    ],
    ...{ rule: "budget", roll: "residents", ending: "opened" },
    ...{ calledOn: -12.5, opensOn: -11.5, closesOn: -6, resultOn: -4 },
    turnout: [
      { after: 0.4, voters: 2 },
      { after: 2.1, voters: 2 },
      { after: 5.2, voters: 3 },
    ],
  },
  {
    title: { en: "Teachers' representatives", zh: "教师代表选举" },
    description: {
      en: "Two of four colleagues speak for all teachers for the next two years. Choose one or two; a blank ballot is possible.",
      zh: "四位同事中选出两位，在今后两年代表全体教师。可选一至两人，也可投空白票。",
    },
    organizer: SCHOOLS,
    options: [
      { en: "Ada Okafor", zh: "阿达·奥卡福" },
      { en: "Claire Dubois", zh: "克莱尔·迪布瓦" },
      { en: "Chen Mei", zh: "陈梅" },
      { en: "João Silva", zh: "若昂·席尔瓦" },
    ],
    ...{ rule: "limited", choices: { limit: 2, blank: true }, roll: "teachers", ending: "opened" },
    ...{ calledOn: -10, opensOn: -9, closesOn: -5, resultOn: -3 },
    turnout: [
      { after: 0.5, voters: 3 },
      { after: 2.5, voters: 3 },
    ],
  },
  {
    title: { en: "A name for the new primary school", zh: "新小学的校名" },
    description: {
      en: "Put the names in your order. The first place gets three points, the second two, the third one.",
      zh: "请按您的偏好排列校名。第一位得三分，第二位得两分，第三位得一分。",
    },
    organizer: SCHOOLS,
    options: [
      { en: "River School", zh: "河畔小学" },
      { en: "Marie Curie School", zh: "居里夫人小学" },
      { en: "Linden School", zh: "椴树小学" },
      { en: "School at the Old Mill", zh: "老磨坊小学" },
    ],
    ...{ rule: "borda", roll: "residents", ending: "opening" },
    ...{ calledOn: -7, opensOn: -6, closesOn: -1, resultOn: 6 },
    turnout: [
      { after: 0.6, voters: 2 },
      { after: 3.1, voters: 2 },
      { after: 4.4, voters: 1 },
    ],
  },
  {
    title: { en: "Village council of Upper Lindenau", zh: "上林德瑙村委会选举" },
    description: {
      en: "One person is elected for three years. Whoever has the most votes takes office in the new year.",
      zh: "选举一人，任期三年。得票最多者于新年就任。",
    },
    organizer: COUNCIL,
    options: [
      { en: "Nina Ivanova", zh: "尼娜·伊万诺娃" },
      { en: "Wang Fang", zh: "王芳" },
      { en: "Layla Haddad", zh: "莱拉·哈达德" },
      { en: "Zofia Kowalska", zh: "佐菲亚·科瓦尔斯卡" },
    ],
    ...{ rule: "single", roll: "residents", ending: "voting" },
    ...{ calledOn: -4, opensOn: -3, closesOn: 7, resultOn: 9 },
    turnout: [
      { after: 0.3, voters: 2 },
      { after: 1.2, voters: 3 },
      { after: 2.4, voters: 2 },
    ],
  },
  {
    title: { en: "Which bus lines need more buses?", zh: "哪些公交线路需要加班车？" },
    description: {
      en: "Give each line 0 to 5 points: 5 if you wait too long there every day. A blank ballot is possible.",
      zh: "请给每条线路打 0 至 5 分：如果您每天都等得太久，请打 5 分。也可投空白票。",
    },
    organizer: COUNCIL,
    options: [
      { en: "Line 1, station – hospital", zh: "1 路，车站—医院" },
      { en: "Line 4, harbour – market", zh: "4 路，港口—市场" },
      { en: "Line 7, university – north", zh: "7 路，大学—城北" },
    ],
    ...{ rule: "score", choices: { limit: 5, blank: true }, roll: "residents", ending: "voting" },
    ...{ calledOn: -2.5, opensOn: -1.5, closesOn: 8, resultOn: 10 },
    turnout: [
      { after: 0.3, voters: 1 },
      { after: 1.1, voters: 2 },
    ],
  },
  {
    title: { en: "What should the town do first?", zh: "本市应优先办什么事？" },
    description: {
      en: "You have 25 credits. One vote for a goal costs 1, two cost 4, three cost 9: say what matters most to you.",
      zh: "您有 25 个积分。对一个目标投一票花 1 分，两票花 4 分，三票花 9 分：请表明对您最重要的事。",
    },
    organizer: COUNCIL,
    options: [
      { en: "Safe ways to school", zh: "安全的上学路" },
      { en: "Cheaper flats", zh: "更便宜的住房" },
      { en: "Cleaner air", zh: "更清洁的空气" },
      { en: "A town theatre", zh: "市立剧院" },
    ],
    ...{ rule: "quadratic", roll: "residents", ending: "announced", turnout: [] },
    ...{ calledOn: -1, opensOn: 4, closesOn: 11, resultOn: 13 },
  },
  {
    title: { en: "How to use this year's surplus", zh: "今年的盈余如何使用" },
    description: {
      en: "Each share has ten points to hand out. Called off: the annual accounts have to be audited first.",
      zh: "每一份额有十分可分配。本次投票已取消：须先完成年度审计。",
    },
    organizer: COOPERATIVE,
    options: [
      { en: "Pay it out", zh: "分红" },
      { en: "Solar roof on the gym", zh: "体育馆太阳能屋顶" },
      { en: "Lower prices", zh: "降低电价" },
    ],
    ...{ rule: "cumulative", choices: { weighted: true }, roll: "cooperative", ending: "cancelled", turnout: [] },
    ...{ calledOn: -8, opensOn: -5.5, closesOn: -2, resultOn: -1 },
  },
];
