"""Standard full names of the police of a division, and the units above it, up to the ministry."""

from __future__ import annotations

from functools import lru_cache

from .places import HONG_KONG, MACAU, TAIWAN, Division, gazetteer

MINISTRY = "公安部"
_HEADS = {HONG_KONG: "香港警务处", MACAU: "澳门警方", TAIWAN: "内政部警政署"}
# Of Taiwan's cities and counties these call their police 警察局, the others 政府警察局.
_WITHOUT_GOVERNMENT = frozenset(
    ("710700", "710800", "711100", "711200", "711400", "711500", "711800", "711900", "712100", "712200")
)
# Zones are named with or without their 区; the sub-bureau is mostly named without it.
_ZONES = {"高新区": "高新", "经开区": "经开"}


@lru_cache(maxsize=1024)
def bureau_name(division: Division) -> str:
    """Return the standard full name of a division's police, from the prefecture down.

    >>> [bureau_name(gazetteer().named(name)[0]) for name in ("云南省", "五华区", "尤溪县", "屏东县", "花莲县")]
    ['云南省公安厅', '昆明市公安局五华分局', '三明市尤溪县公安局', '屏东县政府警察局', '花莲县警察局']
    """
    places = gazetteer()
    province = places.lineage(division)[0]
    if division.code in _HEADS:
        return _HEADS[division.code]
    if division.level == "province":
        return division.name + ("公安局" if division.name.endswith("市") else "公安厅")
    if division.level == "prefecture":
        return division.name + (_head_in_taiwan(division) if province.code == TAIWAN else "公安局")
    parent = places.parent(division) or province
    if division.level == "town" or division.name.endswith("区") or province.code in _HEADS:
        return sub_bureau_name(parent, division.name)
    return f"{prefixed(division)}公安局"


def _head_in_taiwan(division: Division) -> str:
    return "警察局" if division.code in _WITHOUT_GOVERNMENT else "政府警察局"


def spelled_bureau(division: Division, name: str, head: str) -> str | None:
    """Return the full name of a district's police as a text spells it out, with its 区; None where it does not.

    >>> district = gazetteer().named("万州区")[0]
    >>> [spelled_bureau(district, "万州区", head) for head in ("公安局", "公安分局")]
    ['重庆市万州区公安局', '重庆市公安局万州区分局']
    >>> spelled_bureau(district, "万州", "分局")
    """
    parent = gazetteer().parent(division)
    if parent is None or division.level != "county" or not (division.name[-1] == "区" and name.endswith(division.name)):
        return None
    if gazetteer().lineage(division)[0].code in _HEADS:
        return None
    if head == "公安局":
        return f"{parent.name}{division.name}公安局"
    return f"{bureau_name(parent)}{division.name}分局" if head.endswith("分局") else None


@lru_cache(maxsize=1024)
def sub_bureau_name(parent: Division, name: str) -> str:
    """Return the full name of a sub-bureau of a city's police.

    >>> sub_bureau_name(gazetteer().named("石家庄市")[0], "高新区")
    '石家庄市公安局高新分局'
    """
    bureau = bureau_name(parent)
    return f"{bureau}{name}" if parent.code == HONG_KONG else f"{bureau}{base_name(name)}分局"


@lru_cache(maxsize=1024)
def base_name(name: str) -> str:
    """Return the form of a division's or zone's name that stands before 分局.

    >>> base_name("五华区"), base_name("梅里斯达斡尔族区"), base_name("高新区")
    ('五华', '梅里斯', '高新')
    """
    if name in _ZONES:
        return _ZONES[name]
    shorts = [short for division in gazetteer().named(name) if division.name == name for short in division.shorts]
    if len(name) == 2 and name[0] == "警":  # 警四分局, of Taiwan's cities
        return "第" + name[1]
    plain = name[:-1] if len(name) > 2 and name[-1] in "镇乡" else name
    return min((short for short in shorts if name.startswith(short)), key=len, default=plain)


def is_district(name: str) -> bool:
    """Say whether a name is the full one of a district.

    >>> is_district("沙坪坝区"), is_district("高新区"), is_district("沙坪坝")
    (True, False, False)
    """
    return name.endswith("区") and any(division.name == name for division in gazetteer().named(name))


@lru_cache(maxsize=1024)
def prefixed(division: Division) -> str:
    """Return a county's name with its prefecture's before it, any other name alone.

    >>> prefixed(gazetteer().named("尤溪县")[0])
    '三明市尤溪县'
    """
    parent = gazetteer().parent(division)
    if division.level == "county" and parent is not None and parent.level == "prefecture":
        return parent.name + division.name
    return division.name


@lru_cache(maxsize=1024)
def chain_of_command(division: Division) -> tuple[str, ...]:
    """Return the full names of the bureaus from the top down to the division's own.

    >>> chain_of_command(gazetteer().named("五华区")[-1])
    ('公安部', '云南省公安厅', '昆明市公安局', '昆明市公安局五华分局')
    """
    lineage = gazetteer().lineage(division)
    top = () if lineage[0].code in _HEADS else (MINISTRY,)
    return (*top, *map(bureau_name, lineage))


@lru_cache(maxsize=1024)
def parent_of(full_name: str, division: Division) -> str | None:
    """Return the unit right above one that belongs to a division: the last of its chain that is not itself.

    >>> parent_of("三明市反诈骗中心", gazetteer().named("三明市")[0])
    '三明市公安局'
    """
    return next((name for name in reversed(chain_of_command(division)) if name != full_name), None)
