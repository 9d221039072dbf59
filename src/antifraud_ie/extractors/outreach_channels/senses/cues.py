"""The words around a channel's name that tell whose it is and what it is for."""

from __future__ import annotations

import re

from ....patterns import Pattern
from ..finding.rules import TOPIC
from ..patterns import Ending, any_of

_IN_CLAUSE = r"[^，,。；;：:！!？?\n]"

# Who acts: the last one named before the channel decides whose channel it is.
_VILLAIN = any_of(
    "骗子(?!还|无|们?[最害]怕) 骗徒 对方 嫌疑人 嫌犯 诈骗[分份]子 诈骗团伙 诈骗集团 不法[分份]子 犯罪[分份]子 犯罪团伙"
    " 违法人员 行骗者 歹徒 “客服” 被告人 引流(?:的人|人员|团伙) 电诈分子 电诈团伙 诈骗人员 诈骗犯(?!罪) (?<![反防])诈团"
    " 不法之徒 黑灰产 不[肖法]人[士员] 诈骗(?:常|多|往往|通常|大多)(?:[透通]过|利用)"
    " 假客服 自称"
    " 谎称 该[男女]子"
    r" (?<![警长官员任队者师])[^\P{Han}某]某"
    "(?!某?(?:[:：(（]|介绍|表示|提醒|报道|作?总结|主持|主讲|讲解|宣[讲传导]))"
)
_GUARD = any_of(
    "民警 警方 公安 派出所 分局 警官 警察 民辅警 员警 中心 社区 网格员 银行 志愿者 学校 志工 本局 该局 支队 大队"
    " 总队 警务 市局 县局 运营商 街道 居委 村委 我们 学院 保卫处 辅导员 支行 分行"
)
ACTOR = Pattern(rf"(?r)(?P<villain>{_VILLAIN})|(?P<guard>{_GUARD})")
# Each villain holds one of these; a look for them spares most texts the search for actors.
VILLAIN_HINT = re.compile("骗|对方|嫌|不[法肖]|犯罪|违法|歹徒|客服|被告人|引流|电诈|诈团|黑灰产|自称|谎称|某|该")
# Nothing of what names a swindler as the subject goes without one of these.
VILLAIN_NAMED = re.compile("骗[子徒]|不肖人士|嫌疑人|嫌犯|分子|份子|团伙|窝点|诈骗集团|行骗者|歹徒")
# The swindler is the subject of the sentence: 诈骗团伙开|讲座; whoever warns in between takes over.
VILLAIN_SUBJECT = Pattern(
    r"(?:^|[，,：:])(?:该|此|这[些个伙]|一[些伙名个]|有些|几名|多名|近日|随后|原来|(?:网传|据传)?有)?"
    + any_of(
        "不肖人士 骗子 骗徒 嫌疑人 嫌犯 诈骗分子 诈骗团伙 诈骗集团 不法分子 犯罪分子 犯罪团伙 行骗者 歹徒 团伙 窝点"
    )
    + "(?!的|们?[最害]怕|无)"
    + rf"(?!{_IN_CLAUSE}{{0,40}}(?:(?<!冒充|假冒|假扮|自称){_GUARD}|{TOPIC}|警|揭|曝光|讲解|宣[讲教导]))"
    + r"[^。；;\n]{0,40}$"
)
# What police took away: 查获手机、|宣传单.
SEIZED = Ending("查获 缴获 收缴 扣押 查扣 查缴 起获 搜出", r"[^，,。；;：:\n发贴宣]{0,30}", 30)
IMPERSONATED = Ending("冒充 假冒 假扮 伪装成? 自称 谎称", r"[“\"]?[\p{Han}]{0,4}", 5)
TOPIC_NEAR = re.compile(TOPIC)
GUARD_OR_TOPIC = re.compile(f"{TOPIC}|{_GUARD}")
FRAUD_STORY = Ending(
    "收到 接到 接听 点击 点开 点进 扫描 添加 加入 加了?(?![油强大快深盟工班以倍固速密盖挂])"
    " 拉进 拉入 拉到 被拉 被转[往进入至到] (?:导引?|引)[至入] 认识 结识 刷到 滑到 看到 浏览 发来 打来"
    " 发生在 高发[于在] 多发[于在]"
    " 诱导 引导其 诱骗 要求其? 让(?:其|他|她|老人|事主|受害人) (?<!正式)登[录陆] 混进 潜入 搭建 虚构 伪造 充值 打赏",
    _IN_CLAUSE + "{0,12}",
    12,
)
STORY_AFTER = Pattern(
    r"(?:[，,]引起|给主播|时|给?其?他|(?:直播间)?[里上中内]|群里|(?:等\p{Han}{0,2})?(?:平台|网站))?"
    + any_of(
        r"了?\p{Han}{0,6}怀疑 点进 点入 点开 [看刷]到(?!\p{Han}{0,6}[反防警宣])"
        " [滑接]触?到 认识 结识 加入 被骗 私[信讯] 下单 购[买物] 投资 聊天 交友"
        r" 诈骗 实施 行骗 对[^，,。；;\n]{0,10}(?:实施|行骗)"
        r" [^，,。；;\n]{0,12}(?:成立|散播|投放|接触到|看到)的?(?:大量)?(?:假|虚假|诈骗)"
        " (?:上|里|中|内)?(?:散[发布播]|投放|发[布出送]|刊登|张贴|推广|推送)[^，,。；;反防警]{0,12}"
        "(?:小广告|兼职|招聘|引流|中奖|“?免费|高薪|低价)"
        r" (?:[、/和及或与][\p{Han}A-Za-z]{2,16}){1,3}(?:等[\p{Han}]{0,8})?"
        r"(?:看到|刷到|滑到|接触到|认识|结识|浏览到)(?!\p{Han}{0,6}[反防警宣])"
        r" 时[，,]?(?:收到|[看刷]到|发现|点[开进击]|认识|结识)(?!\p{Han}{0,8}[反防警宣])"
        " (?:会员|(?:自动)?扣费|增值服务) 的?[“”]?(?:免费|高薪|低价|兼职|中奖|可疑|陌生|不明|虚假)"
        r" (?:、\p{Han}{2,6}){0,3}[，,]散[播布]\p{Han}{0,3}[假骗]"
        " 找到一 发现[一，,] 联系(?:客服|对方) 发[布出]?虚假 打赏 刷礼物 充值 消费 里?被"
    )
)
ADVICE = Ending(
    "不要 切勿 请勿 勿 别 莫 不轻信 不点 不扫 不加 谨防 警惕 小心 当心 凡是? 遇[到上] 碰[到上] 任何 陌生 慎 所谓",
    r"[^，,。；;：:！!？?\n、]{0,12}",
    12,
)
# What strangers send: 不要点击陌生人发送的链接、二维码、|小程序.
ADVICE_ON_LIST = Ending("不要 切勿 请勿 勿 别 陌生人?", r"[^，,。；;：:\n]{0,24}", 24)
OPENED_CODES = frozenset({"app", "mini_program", "other_channel", "sms"})
FAKE = Ending("虚假 假冒 仿冒 山寨 涉诈 引流")
# 不要轻信抖音、|快手, 公检法不会通过电话、|微信办案.
MISTRUSTED = Ending("轻信", r"[^，,。；;：:！!？?\n]{0,16}", 16)
NOT_USED = Ending("不会 绝不 不可能 从不", r"\p{Han}{0,2}(?:用|通过|在)[^，,。；;：:！!？?\n]{0,12}", 16)
# Who is talked into going: 诱使老人听|讲座.
LURED = Ending("诱使 诱骗 哄骗 忽悠 哄", "[^，,。；;：:\n]{0,10}", 10)
# What lures the victim: 免费送|鸡蛋, 听|讲座|送鸡蛋.
BAIT = Ending("免费[送领赠发听]? [讲座课会][，,、]?就?[能可]?[送领]", r"[取送]?\p{Han}{0,3}", 4)
BAIT_AFTER = {
    "gift": re.compile('[”"]?免费'),
    "lecture": re.compile("[，,、]?就?[能可]?[送领](?:鸡蛋|大?米|面|油|礼)"),
}
# 以讲座|为名, 打着志愿者|的幌子: a pretext, whatever the channel.
PRETEXT_AFTER = re.compile(
    '[”"]?[^，,。；;：:\n]{0,6}?(?:[为作做](?:诱饵|幌子|名义?|由头?|噱头)|的(?:幌子|旗号|名义|套路))'
)
PRETEXT_BEFORE = Ending("以 打着 借着", r"[^，,。；;：:\n]{0,14}", 14)
TAINTED = Pattern(
    "(?r)"
    + any_of(
        r"(?<!(?:[防反打识]|防范|打击|预防|治理|整治|揭露)[\p{Han}]{0,6})诈骗 诈[欺财] 虚假 假冒? 钓鱼 木马 炒股 荐股"
        " 投资 理财 刷单 兼职"
        " 贷款 赌博 博彩 色情 裸聊 招嫖 购物 交易 中奖 退款 可疑 陌生 不明 山寨 仿冒 恶意 涉诈 非法 验证码 伪基站"
        " 骚扰 推销 内部 监控 聊天 交友 会议 境外 老年 游戏 社交 支付 炒币 引流 明星 带货 主播的?"
    )
    + r"(?:类|的)?(?:\p{Han}{2}[、和及或]){0,2}[“\"]?"
)
# 冒充警察的|视频, 声称能领奖的|视频.
PRETENDED = Ending("冒充 声称 号称 谎称 假称", r"[^，,。；;：:！!？?\n]{1,20}", 20)
# Police work against the channel, no outreach: 拦截短信3万条.
BLOCKED_LIST = Ending("拦截 封堵 屏蔽 关停", r"[^。；;\n发推]{0,40}", 40)
BLOCKED = Ending("拦截 封堵 屏蔽 关停 封停 处置 下架 查获 查处 捣毁 打掉 清理", _IN_CLAUSE + "{0,6}", 6)

# Immune to the story around it: its own words, or those right before it, say that it warns.
PROTECTED = re.compile(
    any_of(f"{TOPIC} 宣 预警 提醒 回访 随访 提示 警民 警务 劝阻 普法 警示 国家反诈 防范 公益 官方 金钟罩")
)
PROTECTED_BEFORE = Ending(
    f"{TOPIC} 宣传 宣防 预警 提醒 (?<!对方|骗子|客服)提示 警示 防骗 劝阻 民警的? 警方的? 公安的?",
    r"[^，,。；;：:\n]{0,4}",
    4,
)

# Media are channels only where police or fraud are spoken of.
NEAR_POLICE = re.compile(r"诈|骗|公安|民警|警方")

# A count may stand between two members of a list: 环保袋1500个、|扇子.
_COUNT = r"(?:[近超约共]?\d[\d.,]{0,8}[万千百]?[余多]?\p{Han}{1,2})?"
_OWNER = r"[“‘\"《]?(?:[\p{Han}]{1,4}的|[\p{Han}]{0,2})"
LISTED = Pattern(rf"[”’\"》]?{_COUNT}(?:[,，]?、|[/和及或与]|以及|等){_OWNER}")
LISTED_OR_COMMA = Pattern(rf"[”’\"》]?{_COUNT}(?:[,，]?、|[,，/和及或与]|以及|等){_OWNER}")
ON_BOARD = Pattern(
    r"(?:车?[内上里身载]的?|后|的)?|(?:[、和及]\p{Han}{1,8}){1,4}(?:等\p{Han}{0,6})?[里内上站场厅楼店院口所亭](?:的|里|内|上)?"
)
CLAUSE_START = re.compile(r".*[，,。；;：:！!？?\n]", re.DOTALL)  # matched, it ends after the last mark
CLAUSE_END = re.compile(r"[，,。；;！!？?\n]")
