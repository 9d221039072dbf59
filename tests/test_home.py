"""The home division: what an article is about, from the places it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_ie.article import Article

# A text and its home; None where no single division stands out.
HOMES = [
    ("昆明市公安局昨日通报,五华、盘龙、西山三个分局同步收网。", "昆明市"),
    ("尤溪县公安局洋中派出所劝阻一名老人。", "尤溪县"),
    ("徐州市公安局鼓楼分局昨日通报。", "鼓楼区"),
    ("云南省公安厅通报,昆明、曲靖、红河等地公安机关收网。", "云南省"),
    ("民警从北京、上海、广州三地押回嫌疑人。", None),
    ("民警走访商户,讲解骗术。", None),
    ("全港上半年錄得一萬多宗騙案。", "香港特别行政区"),
    ("司法警察局提醒本澳居民慎防騙局。", "澳门特别行政区"),
    ("潮州分局員警到場宣導。", "潮州镇"),
    ("潮州公安民警到场宣传。", "潮州市"),
    ("冰城公安讲反诈。", "哈尔滨市"),
    ("山东拦截诈骗电话多\n新华社济南1月15日电 山东省公安厅通报,山东立案数下降。", "山东省"),
    ("六月零售業年增三成\n2025-07-23 記者阿松／台北即時報導\n六月零售業營業額年增三成。", "台湾省"),
    ("五华公安分局破获诈骗案。", "五华区"),
    ("西安警情通报\n本月接警一万起，诈骗类警情下降，民警提醒市民继续提高警惕，不要轻信陌生来电。", "西安市"),
    ("春耕时节,大田里一片繁忙,和平村的农户说,今年收成好。", None),
    ("永泰县多方联动防范诈骗,全县警情下降。", "永泰县"),
    ("永泰县有人受骗,骗子说能办贷款。", None),
    ("高新园区公安分局民警走进企业反诈。", None),
    ("成都市公安局东部新区公安分局民警劝住旅客。", "成都市"),
    (
        "詐騙財損下降\n2025-11-03 記者阿松／台北即時報導\n警政署統計,上月受理詐欺案減少。警政署提醒民眾警覺。\n"
        "台中市警局豐原分局攔下一名匯款的婦人。",
        "台湾省",
    ),
    ("江苏省徐州市公安局鼓楼分局昨日通报,江苏多地有人受骗。", "鼓楼区"),
    ("首页 > 要闻\n我市用电量增长\n记者获悉,一季度全市用电量同比增长5%。\n版权所有:徐州市人民政府", "徐州市"),
    ("首页 > 要闻\n民警走访商户\n民警走访商户,讲解骗术。\n版权所有:徐州市人民政府", None),
    ("首页 > 要闻\n我县用电量增长\n记者获悉,一季度全县用电量同比增长5%。\n版权所有:徐州市人民政府", None),
    ("龙华区打击养老诈骗\n今年以来,龙华区民警走进公园。“深圳龙华发布”公众号推送文章,龙华公安分局到场。", "龙华区"),
    ("今年浙江警方打击诈骗\n浙江省公安厅在杭州通报,今年全省追赃十亿元。杭州警方、余杭区公安分局介绍经验。", "浙江省"),
    ("昆明公交变成反诈展板\n来源:云南省公安厅新闻办公室\n昆明市公安局公交分局把展板搬上公交车。", "昆明市"),
    ("省高院通报典型案例\n小店区检察院起诉后,小店区法院判处五人。吕梁市公安局在另一案中抓获三人。", "山西省"),
    ("春节前的集市很热闹。新疆伊犁边境管理支队民警走进摊位,讲反诈。", "伊犁哈萨克自治州"),
    ("尤溪洋中派出所推行网格反诈\n2024-09-19 来源:福建某报\n洋中派出所民警走进小区,讲解骗术。", "尤溪县"),
    ("近日,尤溪县公安局洋中派出所接到新疆昌吉警方通报,在新疆警方的大力配合下抓获五人。", "尤溪县"),
    ("南京东路派出所民警走进小区反诈。", None),
    ("尤溪网讯(通讯员 阿松)民警走进集镇,讲解骗术。", "尤溪县"),
    ("尤溪农商银行联合县公安局经侦大队讲反诈。", "尤溪县"),
    ("昆明市五华区有人接到自称“上海市徐汇区公安分局民警”的电话。五华公安提醒。", "五华区"),
    ("抚顺交警走进集市反诈。", "抚顺市"),
    ("反诈进社区\n来源:昆明日报\n民警走进小区。昆明市民称好。", "昆明市"),
]


@pytest.mark.parametrize(("text", "home"), HOMES)
def test_home(text: str, home: str | None) -> None:
    division = Article(text).home
    assert (division and division.name) == home


def test_a_zone_named_under_a_city_is_local_to_it() -> None:
    article = Article("淮南市公安局山南分局通报。山南公安提醒防骗,山南公安分局走访。")
    assert article.home is not None
    assert article.home.name == "淮南市"


def test_only_the_head_of_a_long_text_counts() -> None:
    text = "昆明市公安局通报。" + "无" * 9000 + "广州市公安局通报。" * 50
    home = Article(text).home
    assert home is not None
    assert home.name == "昆明市"


@given(st.text(alphabet="昆明市五华区公安局鼓楼分 \n。\ud800香港", max_size=60))
def test_any_text_has_at_most_one_home(text: str) -> None:
    article = Article(text)
    assert article.home is None or article.home.current
