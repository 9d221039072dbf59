"""Names that their form gives away: hotlines with their numbers, groups of any people, 走寨串户."""

from __future__ import annotations

from .rules import TOPIC, NameRule, cues, cues_after, name_rule

_HELP = (
    r"(?:查[询证]|[咨谘]询|报案|报警|举报|求[助证救]|服务|援助|劝阻|预警|防罪|[反防识打]诈骗?|防骗易|[防识]骗|警[方察务]|公安"
    r"|检察|政务|便民|市民|公益|法律|监督|投诉|消费者|全民|免费|消保|金融|维权|经侦|网警|打诈)"
)
_NUMBER = (
    r"(?![48]00|955)(?:\d{3,5}(?:[ -]\d{3,8}){1,2}|\d{3,11})(?![\d.,:%/]|[余多万千百十个件次起条通名人元年月日号])"
)
_OTHER_LINE = r"(?<!新闻|客服|订阅|广告|[爆报]料|招商|加盟|合作|读者|采编|业务|官方|售后|招聘)"

# Whose group it is: kin, neighbours, trades, people who share a pastime or a roof.
_MEMBERS = (
    r"(?:家族|家庭|家人|亲友|亲戚|姐妹|姊妹|兄弟|同学|同事|同乡|校友|战友|[老球舞牌棋钓车书驴茶花歌戏影学跑骑泳拳]友|团购|团长|邻居|街坊|老乡|乡[亲贤]|寨[老子]|族[长老]"
    r"|长辈|老年人?|老人|老师|教师|班主任|家委|[宿舍楼道栋院门单元村寨组班店厂户片]{1,3}长|单元|村民?小?组|寨子|院落|片区|商[铺圈贩会]|门店|摊[主贩]"
    r"|租[客户]|房[客东]|住户|农户|渔民|牧民|[茶果菜粮棉烟药花]农|种植户|养殖户|合作社|船[员东]|司机|货运|物流|快递|外卖|骑手|保安"
    r"|保洁|环卫|务工(?:人员)?|从业人员|大学生|幼儿园|民宿|酒店|老板|村干部?|工友|员工|车间|班组|项目部|会员|义警|志愿者|微?网格员?|支部|党小组|党员|老干部|退休|广场舞|宝妈|妈妈|家长"
    r"|社团|学生会|新生|年级|院系|留学生|乡镇|镇村|商超|村[民居]|网约房|居民|小区|社区|学生|班级|业主|财会|企业)"
)
# The last characters of the members, and of what the group is for: most 群, as in 群众, follow none of them.
_BEFORE_GROUP = (
    "族庭人友戚妹弟学事乡购长居坊亲贤老子辈年师任委元组落区铺圈贩会店主客户东民农社员机运流递卖手安洁卫工生园宿板干部间警者格休舞妈团级系镇村业"
    "络作助天务知信EQ钉房"
)
_GROUP_END = r"(?![众体聊芳演岛殴架])"
# What a swindler's group is called after.
_BAIT = r"(?:[股财币彩赌盈赚利骗]|投资|刷单|兼职|福利|红包|任务|交友|内部|导师|学员|会员|粉丝|体验)"
# Where people sit together: what is held there is a lesson (毡房|课堂), and a talk where nobody can only be "at" it.
_SEATS = "(?:帐篷|毡房|板凳|院坝|坝坝|龙门阵|火塘|火炉|围炉|炕头|马背|灶台)"
_PLACES = (
    f"{_SEATS}|蒙古包|牧区|草原|草场|田间|田埂|地头|院落|庭院|农家|农家院|小院|车间|工地|工棚|树下|榕树|大树|街头|巷口|广场"
    "|商圈|厅堂|网点|班组|船头|甲板|渔港|码头|茶馆|茶园|大棚|楼道|楼栋|门店|店铺|柜台|市场|集市|夜市|车站|候车室|车厢|地铁|客舱"
    "|食堂|餐桌|寝室|宿舍|操场|军营|凉亭|祠堂|戏台|礼堂|银龄|银发|指尖|掌上|云端|家门口"
)
_HANDLE = "走进入串访跑转下"
_DOOR = "村寨街巷店铺户家企楼院屯乡厂组门船社栋舍帐"

FORM_RULES: tuple[NameRule, ...] = (
    name_rule(
        "hotline_number",
        "phone phone",
        "次 通 个 条",
        cues("热线 专线"),
        # A number before it needs none after it: 96110专线, 反诈热线96110.
        rf"{_OTHER_LINE}(?<=(?P<name>(?:(?<![\d.,-])(?P<number>1\d{{2}}|12\d{{3}}|18222|96\d{{3,4}})[”\"]?)?(?:{_HELP}){{0,4}}))"
        rf"[热专]线(?(number)|(?:电话)?[“\"]?{_NUMBER})",
    ),
    name_rule(
        "bus_line",
        "vehicle broadcast",
        "条 辆 趟",
        cues_after("诈 骗 题 传", "专线"),
        rf"(?<=(?P<name>(?:\d{{1,3}}路)?(?:公交|巴士|地铁|班车|旅游)车?(?:{TOPIC}|主题|宣传){{1,2}}))专线",
    ),
    name_rule(
        "placed_lesson",
        "lecture face_to_face",
        "场 次 期 节 堂 场次",
        cues("课堂 讲堂 夜话 夜校") | cues_after("篷 房 凳 坝 阵 塘 炉 头 背 台 诈 骗", "宣讲"),
        rf"(?<=(?P<name>(?:{_PLACES})(?:{TOPIC}|[小大微])?))(?:课堂(?![题本程后间余业])|[讲堂]堂|夜[话校]|(?<={_SEATS}(?:{TOPIC})?)宣讲)",
    ),
    name_rule(
        "helpline_165",
        "phone phone",
        "次 通",
        cues("165"),
        r"(?<=拨打?|打|致电|或|、)(?P<name>165)(?![\d.,]|[万亿元名人起件个次份])",
    ),
    name_rule(
        "members_group",
        "wechat_group online",
        "个",
        cues_after(" ".join(_BEFORE_GROUP), "群"),
        rf"(?=群组?{_GROUP_END})(?<=(?P<name>(?![小社]区业主群){_MEMBERS}{{1,3}}(?:交流|联络|联系|工作|互助|聊天|服务|通知)?(?:(?<!组)微信|LINE|QQ|钉钉)?))群组?{_GROUP_END}",
    ),
    name_rule(
        "quoted_group",
        "wechat_group online",
        "个",
        cues("群", '” "'),
        r"(?<=[“\"](?P<name>(?=[^”\"]{0,10}(?:[警安防护邻村寨乡楼院员长校班店厂联]|家园|家校|业主|商户|企业|社区|小区|互助))"
        rf"(?![^”\"]{{0,10}}{_BAIT})[^“”\"。，,；;：:\n]{{2,12}}+))群(?=[”\"])",
    ),
    name_rule(
        "door_to_door",
        "home_visit face_to_face",
        "户 家 人 人次 次 所 户次 个 处 村 名",
        cues(" ".join(_HANDLE), " ".join(_DOOR)),
        rf"(?P<name>[{_HANDLE}][{_DOOR}][走进入串访到敲下扫][{_DOOR}])(?!走访)",
    ),
)
