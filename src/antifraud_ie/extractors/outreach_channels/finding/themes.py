"""Things and people that 反诈 in front of them makes channels: 反诈公园, 防骗小摊, 反诈晚会, 反诈课, 反诈先锋."""

from __future__ import annotations

from .rules import TOPIC, NameRule, cues, cues_after, name_rule

# What must stand before a name: a bag or a cup is a channel where it is given away.
_BEFORE = {
    "quoted_gift": r"(?:(?:赠送|发放|派发|派送|领取|送出|推出|换|领|人手一[把只副本套])[^，,。；\n]{0,6}[“\"]?|[“\"、])"
}

_SPEAKS = rf"(?:宣传|宣导|讲|{TOPIC}|劝[说阻])"

# The last characters of what a show against fraud is called after (反诈啦啦操, 反诈腰鼓).
_BEFORE_SHOW = (
    "诈 骗 啦 场 身 体 景 台 乐 幕 主 腰 广 街 山 秧 儿 民 战 神 情 喜 短 话 境 网 微 舞 歌 小 大 皮 木 花 地 本"
)


def _theme(rule: str, kind: str, measures: str, modifiers: tuple[int, str], heads: str) -> NameRule:
    """Return the rule for ``TOPIC``, so many modifiers at most, and a head.

    A head is a plain word, with a lookahead after it or without.
    """
    most, words = modifiers
    plain = " ".join(head.partition("(")[0] for head in heads.split())
    pattern = rf"(?<={_BEFORE.get(rule, '')}(?P<name>{TOPIC}(?:{'|'.join(words.split())}){{0,{most}}}))"
    return name_rule(
        rule, kind, measures, cues_after(f"诈 骗 {words}", plain), rf"{pattern}(?:{'|'.join(heads.split())})"
    )


THEME_RULES = (
    _theme(
        "lesson",
        "lecture face_to_face",
        "场 次 期 节 堂 课 场次",
        (
            2,
            "宣传 安全 知识 主题 公开 第一 专题 必修 普法 法治 定制 双语 直播 体验 警示 教育 开学 线上 网络 小 大 微"
            " 云",
        ),
        "课堂(?![题本程后间余业时代]) 课(?![题本程后间余业时代])",
    ),
    _theme(
        "themed_place",
        "venue place",
        "个 处 座 家 所 间 条",
        (2, "宣传 主题 宣教 体验 文化 法治 特色 教育"),
        "公园 乐园 广场(?!舞) 步道 绿道 驿站 菜市场 菜场 农贸市场 超市 寺院 茶馆 茶楼 书屋 书吧 小屋 街区 一条街"
        " 大街 巷 小巷 长廊 走廊 车站 地铁站 餐厅 食堂 奶茶店 咖啡馆 咖啡店 影院 理发店 药店 民宿 宾馆 酒店 工作室",
    ),
    _theme(
        "themed_booth",
        "booth place",
        "个 处 次 场 场次 家 座 间",
        (3, "宣传 主题 宣教 景区 知识 咨询 便民 服务 互动"),
        "小铺 铺子 小摊 地摊 茶摊位 茶摊 粥摊位 粥摊 面摊位 面摊 糖摊位 糖摊 果摊位 果摊 花摊位 花摊 菜摊位 菜摊"
        " 饼摊位 饼摊 奶摊位 奶摊 摊位 摊 茶铺 粥铺 面铺 饼铺 长桌席 长桌宴 茶座 茶桌 茶席 茶亭 茶棚 凉亭"
        " 凉棚 棚 席 体验点 打卡点 打卡区 体验区 展位 岗亭 摊点 铺(?![子位面老]) 咨询点 服务点 宣传点 宣传站"
        " 小站 角 岗(?![亭位]) 专区 专柜 游戏区 互动区",
    ),
    _theme(
        "themed_event",
        "event face_to_face",
        "场 次 场次 期 届",
        (2, "宣传 主题 知识 趣味 文艺 专场"),
        "市集 集市 夜市 庙会 故事会 茶话会 分享会 恳谈会 交流会 游园会 游园 晚会 演出 音乐会 演唱会 音乐节 运动会"
        " 马拉松 大赛 比赛 擂台赛 嘉年华 灯谜 闯关 剧本杀 快闪 路演 图片展 主题展 展览 行动新闻发布会 行动发布会"
        " 行动记者会 新闻发布会 发布会 记者会 大集 龙舟赛 球赛 篮球赛 村BA 春晚 村晚 露天电影 电影节 大转盘 飞行棋"
        " 游戏 打卡(?![点区墙地])",
    ),
    _theme(
        "themed_team",
        "volunteer_team face_to_face",
        "支 个 名 人 位",
        (3, "宣传 志愿 服务 种子 骑手 骑士 巾帼 青年 先锋 联络 劝阻 义务 宣讲"),
        "队(?!伍|员) 团(?![伙队体员圈]) 车队 分队 小队 社团 联盟 先锋(?!号) 达人 体验官 推荐官 讲师(?!团) 教官 导师"
        " 导游 使者 卫士 守护者 哨兵 尖兵 合伙人 联络员 联系员 信息员 观察员 督导员 监督员 劝导员 引导员 巡查员 预警员",
    ),
    _theme(
        "quoted_gift",
        "gift print",
        "份 件 个 把 只 套",
        (1, "宣传 主题"),
        "扇(?!子) 袋 包(?![裹装车厢含围]) 礼包 福袋 月饼 粽子 鸡蛋 汤圆 冰粉 雪糕(?!车) 水果 奶茶(?!车)"
        " 面(?![对具临前]) 蛋糕 书签 徽章 口罩 雨伞 围裙 水杯 杯(?!套) 酸梅汤 绿豆汤 凉茶 豆浆"
        " 榨菜 果蔬 蔬菜 大米 手机架 手机支架 绑带 行李牌"
        " 矿泉水 饮料 豆腐 粽(?!子) 汤 凉粉 米粉 肉包 包子 馒头 糍粑 小吃 茶(?![摊铺馆楼室座席亭棚桌社]) 笔(?!录)"
        " 毛巾 背包 玩偶 公仔 手串 手链 平安符 盲盒 拼图 扑克牌 扑克 抽纸 春联 对联 福字 红包 灯笼 年画"
        " 台历 帽 头盔 饼干 糖果 苹果 香囊 气球",
    ),
    name_rule(
        "quoted_treat",
        "gift print",
        "份 个 杯 碗 块 盏 幅",
        cues("糕 饼 茶 酥 糖 粽 饭 羹 酒 灯 画 笔 结", '” "'),
        rf"(?<=[“\"](?P<name>{TOPIC}\p{{Han}}{{0,4}}))[糕饼茶酥糖粽饭羹酒灯画笔结](?=[”\"])",
    ),
    name_rule(
        "themed_show",
        "film_song media",
        "部 首 个 场 曲 支 段 出 集 台 次",
        cues_after(_BEFORE_SHOW, "歌 曲 操 舞 戏 剧 鼓"),
        rf"(?<=(?P<name>{TOPIC}(?:主题|宣传)?[^\P{{Han}}的了和与及或在将把]{{0,3}}))"
        r"(?:歌(?![词曲谣舞声手])|曲(?![词艺目调])|操(?![作控])|舞(?![台弊])|戏(?![剧曲法])|剧(?![场本情组])|鼓(?![励舞吹]))",
    ),
    name_rule(
        "themed_vehicle",
        "vehicle broadcast",
        "辆 台 部 条",
        cues_after("餐 茶 糕 货 快 递 卖 乐 动 戏 花 筒 诈 骗", "车 专列"),
        rf"(?<=(?P<name>{TOPIC}(?:主题|宣传)?(?:餐|奶茶|雪糕|冰淇淋|早餐|水果|咖啡|送货|快递|外卖|音乐|互动|流动|游戏|花)?))"
        r"(?:车(?![站间票位厢队主载辆身])|专列)",
    ),
    name_rule(
        "quoted_team",
        "volunteer_team face_to_face",
        "支 个 名 人 位",
        cues("队 团 联盟 卫士 先锋 使者 哨兵", '” "'),
        # Who speaks is told near by: a team of police that makes arrests speaks to nobody.
        r"(?<=(?:编入|编成|组成|组建|成立|拉起|建起|组织起|加入|叫做?|称为|是|当起)了?(?:一支)?[“\"]"
        r"(?P<name>(?![^”\"]{0,8}(?:诈骗|犯罪|专案|[侦特刑交巡]|打击))[\p{Han}]{1,7}))"
        rf"(?:队|(?<!集)团|联盟|卫士|先锋|使者|哨兵)(?=[”\"])(?:(?=[^\n]{{0,80}}{_SPEAKS})|(?<={_SPEAKS}[^\n]{{0,60}}))",
    ),
    name_rule(
        "quoted_ambassador",
        "volunteer_team face_to_face",
        "名 人 位",
        cues('” "', "大使 使者 天使"),
        rf"(?<=[“\"](?P<name>[^“”\"。，,\n]{{0,8}}(?:{TOPIC}|[防灭]罪|平安|警|提子)[^“”\"。，,\n]{{0,6}}))(?=[”\"])[”\"](?:大使|使者|天使)",
    ),
    name_rule(
        "quoted_booth",
        "booth place",
        "个 处 次 场 家 座 间 桌",
        cues("摊 摊位 席 宴 座 铺 桌 亭 棚 台 小店 吧台 帐篷", '” "'),
        rf"(?<=[“\"](?P<name>[^“”\"。，,\n]{{0,8}}{TOPIC}[^“”\"。，,\n]{{0,4}}))(?:[摊席宴座铺桌亭棚台]|摊位|小店|吧台|帐篷)(?=[”\"])",
    ),
)
