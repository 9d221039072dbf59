"""Open classes of channel names that no list can hold: campaigns, letters, named apps, themed places."""

from __future__ import annotations

from typing import NamedTuple

import regex

TOPIC = r"(?:反(?:电信网络|电信|网络|电)?诈骗?|[防拒识打]诈骗?|[防识]骗)"
"""Regex source of the words that say "against fraud" in front of a noun; no groups."""

# 户外宣传 is an event, 户外宣传栏 is not.
_NO_NOUN = (
    r"(?![栏册单片车品员牌板画页屏队点台站展稿语墙]|海报|标语|视频|资料|手册|折页|横幅|口号|阵地|材料|短片|大使|橱窗|广告|音频|喇叭|广播|彩页"
    r"|宣讲|内容|教育|效果|工作)"
)
_IN_QUOTES = r"[^“”\"。，,；;：:\n]"


class NameRule(NamedTuple):
    """A named rule: the part of the match that is the channel is the group ``name``."""

    rule: str
    code: str
    family: str
    measures: tuple[str, ...]
    pattern: regex.Pattern[str]


def name_rule(rule: str, code: str, family: str, measures: str, pattern: str) -> NameRule:
    """Compile a rule; the families and codes are those of the lexicon, ``measures`` is parted by spaces."""
    return NameRule(rule, code, family, tuple(measures.split()), regex.compile(pattern))


NAME_RULES = (
    name_rule(
        "official_app",
        "app",
        "online",
        "人 人次 个 次 户",
        r"(?P<name>国家反诈(?:骗)?(?:中心)?[”\"]?(?:官方|手机|预警|防骗|反诈){0,2}(?:(?i:app)|客户端|软件|应用程序|应用))",
    ),
    name_rule(
        "official_app_installed",
        "app",
        "online",
        "人 人次 个 次 户",
        r"(?:安装|下载|注册|推广|装上|装好|使用|打开|登录)[^，,。；;、“\"]{0,6}[“\"]?(?P<name>国家反诈中心)(?!(?:提[醒示]|发布|通报|民警))"
        r"|(?P<name>国家反诈中心)(?=[”\"]?(?:装了|安装|注册|下载))",
    ),
    name_rule(
        "named_app",
        "app",
        "online",
        "人 人次 个 次 户",
        rf"(?P<name>(?:{TOPIC}|防骗视伏|防骗视伏器|警民通|平安)(?:手机)?(?:(?i:app)|客户端|应用程序))",
    ),
    name_rule(
        "named_mini_program",
        "mini_program",
        "online",
        "个 人 人次 次",
        rf"(?P<name>{TOPIC}[^\P{{Han}}的]{{0,6}}?小程序)",
    ),
    name_rule(
        "social_account",
        "other_channel",
        "online",
        "个 条 次",
        r"(?P<name>(?:小红书|脸书|社交平台|Facebook|Instagram)[账帐]号[“\"][^“”\"。，,\n]{2,16})",
    ),
    name_rule(
        "named_service",
        "other_channel",
        "online",
        "个 次",
        rf"[“\"](?P<name>{TOPIC}[^“”\"。，,\n]{{1,10}})(?=[”\"](?:QR ?Code|平台|网站|网页|系统|专区|专题))",
    ),
    name_rule(
        "open_letter",
        "leaflet",
        "print",
        "份 封 张",
        r"《(?P<name>[^，,。；;：:、《》\n]{2,16}?的?一封信)|(?P<name>(?:致|给)[^，,。；;：:、《》\n]{1,16}?的?一封信)",
    ),
    name_rule(
        "newspaper",
        "news_media",
        "media",
        "家 篇 条 次",
        r"(?<!据)《(?P<name>[^，,。《》\n]{2,8}(?:日报|晚报|晨报|早报|周报|都市报|商报|快报))(?=》)(?!》(?:记者|报道|消息|讯))",
    ),
    name_rule(
        "listed_media",
        "news_media",
        "media",
        "家 篇 条 次",
        r"《(?P<name>[^，,。《》\n]{2,12})(?=》(?:[、和及]?《[^，,。《》\n]{2,12}》){0,6}等(?:各大|主流|新闻|本地|地方|多家){0,2}(?:媒体|报刊|报纸|平台))",
    ),
    name_rule(
        "campaign",
        "event",
        "face_to_face",
        "场 次 场次 期 届",
        rf"[“\"](?P<name>(?=[^”\"]{{0,40}}(?:[诈骗宣访警]|平安|守护|钱袋|进万家|进校园|进社区|普法))(?![^”\"]{{0,20}}(?:扫楼|扫街|敲门))"
        rf"{_IN_QUOTES}{{2,40}}[”\"](?:主题|系列|集中|专项|大型|专题|公益|反诈|防骗|实践|入户|上门|巡回|宣传|宣讲|宣教|普法|教育|月|周|日){{0,6}}(?:活动|行动))",
    ),
    name_rule(
        "campaign_outreach",
        "event",
        "face_to_face",
        "场 次 场次 期 届",
        rf"[“\"](?P<name>{_IN_QUOTES}{{2,24}}[”\"](?:主题|系列|集中|专项|大型|专题|公益|反诈|防骗|教育){{0,3}}"
        r"(?:宣传|宣讲|宣教|宣导|普法)(?:教育|主题|系列|月|周|日){0,3}(?:活动|行动))",
    ),
    name_rule(
        "campaign_places",
        "event",
        "face_to_face",
        "场 次 场次 期",
        rf"(?P<name>(?:[二三四五六七八九十多]进|进(?:万家|校园|社区|企业|农村|家庭|乡村|机关|商圈))[”\"]?(?:{TOPIC})?(?:集中|主题|系列)?"
        r"(?:宣传|宣讲)?(?:主题|系列)?活动)",
    ),
    name_rule(
        "outreach_event",
        "event",
        "face_to_face",
        "场 次 场次 期 轮",
        rf"(?P<name>(?:集中|主题|专题|专项|现场|户外|广场|街头|大型|系列|公益|定点|流动|巡回)(?:宣传|宣教|宣导|普法)(?:教育)?(?:月|周|日|季)?(?:系列|主题|专项)?(?:活动|行动|{_NO_NOUN})"
        r"|(?:宣传|宣教|宣导|普法|宣防)(?:教育)?(?:月|周|日|季)?(?:系列|主题|专项)?(?:活动|行动))",
    ),
    name_rule(
        "counted_outreach",
        "event",
        "face_to_face",
        "场 次 场次",
        r"(?P<name>宣传)(?=(?:教育|防范){0,2}(?:共|累计|共计|已达|已|达)?[近超逾约]?\d[\d.,]{0,8}[万千百]?[余多]?(?:场次|场|次))",
    ),
    name_rule(
        "speaking_tour",
        "lecture",
        "face_to_face",
        "场 次 场次 期",
        r"(?P<name>(?:集中|主题|专题|巡回|公益){0,2}宣讲(?:教育)?(?:月|周|日)?(?:系列|主题|专项|巡回)?(?:活动|行动))",
    ),
    name_rule(
        "lesson",
        "lecture",
        "face_to_face",
        "场 次 期 节 堂 课 场次",
        rf"(?P<name>{TOPIC}(?:宣传|安全|知识|主题|公开|第一|专题|必修|普法|法治|定制|双语|直播|体验|警示|教育|开学|线上|网络|小|大|微|云){{0,2}}课堂?(?![题本程后间余业时代]))",
    ),
    name_rule(
        "themed_place",
        "venue",
        "place",
        "个 处 座 家 所 间 条",
        rf"(?P<name>{TOPIC}(?:宣传|主题|宣教|体验|文化|法治|特色|教育){{0,2}}(?:公园|乐园|广场(?!舞)|驿站|菜市场|菜场|农贸市场|超市|寺院|茶馆|茶楼|书屋|书吧|小屋"
        r"|街区|一条街|大街|巷|小巷|长廊|走廊|车站|地铁站|餐厅|食堂|奶茶店|咖啡馆|咖啡店|影院|理发店|药店|民宿|宾馆|酒店|工作室))",
    ),
    name_rule(
        "themed_booth",
        "booth",
        "place",
        "个 处 次 场 场次 家 座 间",
        rf"(?P<name>{TOPIC}(?:宣传|主题|宣教|景区|知识|咨询|便民|服务|互动){{0,3}}(?:小铺|铺子|小摊|地摊|[茶粥面糖果花菜饼奶]?摊位?|[茶粥面饼]铺|长桌席|长桌宴|茶座|茶桌|茶席|茶亭|茶棚|凉亭|凉棚|棚|席|体验点|体验区|展位|咨询点|服务点|宣传点"
        r"|宣传站|小站|角|岗|专区|专柜|游戏区|互动区))",
    ),
    name_rule(
        "quoted_booth",
        "booth",
        "place",
        "个 处 次 场 家 座 间 桌",
        rf"[“\"](?P<name>[^“”\"。，,\n]{{0,8}}{TOPIC}[^“”\"。，,\n]{{0,4}}(?:[摊席宴座铺桌亭棚台]|摊位|小店|吧台|帐篷))(?=[”\"])",
    ),
    name_rule(
        "themed_event",
        "event",
        "face_to_face",
        "场 次 场次 期 届",
        rf"(?P<name>{TOPIC}(?:宣传|主题|知识|趣味|文艺|专场){{0,2}}(?:市集|集市|夜市|庙会|游园会|游园|晚会|演出|音乐会|演唱会|音乐节|运动会|马拉松|大赛|比赛|擂台赛"
        r"|嘉年华|灯谜|闯关|剧本杀|快闪|路演|图片展|主题展|展览|(?:行动)?(?:新闻发布会|发布会|记者会)|大集|龙舟赛|球赛|篮球赛|村BA|春晚|村晚|露天电影|电影节|大转盘|飞行棋|游戏|打卡))",
    ),
    name_rule(
        "themed_team",
        "volunteer_team",
        "face_to_face",
        "支 个 名 人 位",
        rf"(?P<name>{TOPIC}(?:宣传|志愿|服务|骑手|骑士|巾帼|青年|先锋|联络|劝阻|义务|宣讲){{0,3}}"
        r"(?:队(?!伍|员)|车队|分队|小队|联盟|先锋|达人|体验官|推荐官|卫士|守护者|哨兵|尖兵|合伙人|联络员|联系员|信息员|观察员))",
    ),
    name_rule(
        "helpline_165",
        "phone",
        "phone",
        "次 通",
        r"(?:拨打?|打|致电|或|、)(?P<name>165)(?![\d.,]|[万亿元名人起件个次份])",
    ),
    name_rule(
        "quoted_gift",
        "gift",
        "print",
        "份 件 个 把 只 套",
        rf"(?:赠送|发放|派发|派送|领取|送出|换|领)[^，,。；;\n]{{0,6}}[“\"]?(?P<name>{TOPIC}(?:宣传|主题)?(?:扇(?!子)|袋|包|礼包|福袋|月饼|粽子|鸡蛋|汤圆|雪糕|水果|奶茶|面|蛋糕"
        r"|书签|徽章|口罩|雨伞|围裙|水杯|杯|抽纸|春联|对联|福字|红包|灯笼|年画|台历|帽|头盔|饼干|糖果|苹果|香囊|气球))",
    ),
)
