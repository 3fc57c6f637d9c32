"""How common a character of Chinese, Japanese or Korean is, to tell their encodings apart.

Bytes of one of these encodings are mostly valid in the others too, but there they make characters that nobody uses.
Each national standard put the common characters first and the rare ones after them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple


class _Standard(NamedTuple):
    """`codec` of the standard, first bytes of its common characters, and those that names of firms and people use."""

    codec: str
    first: int
    last: int
    frequent: frozenset[str]


_JAPANESE = _Standard(
    "euc_jp", 0xB0, 0xCF,
    frozenset(
        "株式会社有限商店製作所工業産電機気建設食品東京大阪名古屋横浜日本田中山佐藤鈴木高橋伊渡辺小林加吉松井上村石川野島"
        "崎原森池清三一二新西北南福岡神戸内谷口部長和平"
    ),
)  # fmt: skip
_STANDARDS = {
    "shift_jis": _JAPANESE,
    "euc_jp": _JAPANESE,
    "gb18030": _Standard(
        "gb2312", 0xB0, 0xD7,
        frozenset(
            "有限公司商店贸易实业集团科技电子食品服装机械化工建材北京上海广州深圳天津重庆南东西中国华大小新王李张刘陈杨黄赵吴"
            "周徐孙马朱胡林郭何高罗明文志伟丽军平金龙面包印刷厂州"
        ),
    ),
    "big5": _Standard(
        "big5", 0xA4, 0xC6,
        frozenset(
            "有限公司商店貿易實業集團科技電子食品服裝機械化工建材台臺灣北新竹高雄中國華大小王李張劉陳楊黃趙吳周徐孫馬朱胡林"
            "郭何羅明文志偉麗軍平金龍麵包印刷廠同"
        ),
    ),
    "cp949": _Standard(
        "euc_kr", 0xB0, 0xC8,
        frozenset(
            "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하주식회사상산업자무역품기건설울부대구인천광화학철"
            "통마트민영희수지현진호성준은경국삼동우일중미제원"
        ),
    ),
}  # fmt: skip
_FREQUENT, _COMMON, _RARE, _NOT_IN_USE = 1.0, 0.5, 0.1, -0.8
_HALF_WIDTH_KANA = range(0xFF61, 0xFFA0)
_KANA = range(0x3041, 0x3100)


@lru_cache(maxsize=65536)
def commonness(character: str, encoding: str) -> float:
    """How much speaks for `encoding`, one of these languages, where bytes make this character in it: -0.8 to 1."""
    standard = _STANDARDS[encoding]
    if character in standard.frequent:
        return _FREQUENT
    if ord(character) in _KANA:
        return _FREQUENT if standard is _JAPANESE else _NOT_IN_USE
    if ord(character) in _HALF_WIDTH_KANA:
        return _RARE
    try:
        first = character.encode(standard.codec)[0]
    except UnicodeEncodeError:
        return _NOT_IN_USE
    return _COMMON if standard.first <= first <= standard.last else _RARE


def is_east_asian(encoding: str) -> bool:
    """Whether the encoding is one of Chinese, Japanese or Korean."""
    return encoding in _STANDARDS
