"""The key that two spellings of one company's name share."""

from __future__ import annotations

import re
import unicodedata

from winback_tui.domain.text import clean_name

_FORMS_AT_END_TEXT = """
gmbh mbh ag kg kgaa ohg gbr ug ek eg ev se haftungsbeschränkt ltd limited llc llp lp plc inc
incorporated corp corporation pty pvt sa sas sasu sarl eurl snc sci scop scs srl srls spa sapa ssa
sc sl slu slne sau cb lda ltda eireli unipessoal bv nv vof cv bvba cvba ab hb oy oyj ky as asa aps
is ks ans da nuf ehf hf spzoo zoo spj spk ska sro vos spol kft zrt nyrt rt bt kkt doo dd jdoo ad tp
dno sia uab oü ou mb tüü osaühing shpk sha sh as eood ood et ead dzzd ooo zao oao pao ao too tov fop
pp ооо оао зао пао нао ао ип тоо чп чуп оао ооо тов фоп пп пат прат ат оод еоод ад еад ет сд кд кда
дззд доо дооел дпту επε αε οε εε ικε μικε μεπε şti sti aş ltdşti anonim şirketi pte sdn bhd tbk gk
kk
"""
_FORMS_AT_END = frozenset(_FORMS_AT_END_TEXT.split())
_FORMS_IN_FRONT_TEXT = """
ооо оао зао пао нао ао ип тоо чп чуп тов фоп пп пат прат ет et sc pt ooo zao oao pao sia uab firma
фирма
"""
_FORMS_IN_FRONT = frozenset(_FORMS_IN_FRONT_TEXT.split())
_SPELLED_OUT = (
    "gesellschaft mit beschränkter haftung",
    "общество с ограниченной ответственностью",
    "индивидуальный предприниматель",
    "дружество с ограничена отговорност",
    "spółka z ograniczoną odpowiedzialnością",
    "spółka z oo",
    "sp z oo",
    "sp zoo",
    "sp z o o",
    "spol s ro",
    "spol s r o",
    "ltd şti",
    "株式会社",
    "有限会社",
    "合同会社",
    "有限公司",
    "주식회사",
)
_ONLY_WITH_A_FORM = frozenset(["co", "cie", "und", "and", "et", "i", "и", "y"])
_NOT_LETTER_OR_DIGIT = re.compile(r"[^\w]+|_+")
_DOTTED = re.compile(r"(?<=\w)[.·](?=\w|\s|,|$|\))|[’'`´]")


def match_key(name: str) -> str:
    """The cleaned, case-folded, NFKC name without its legal form: `Kessler Antriebe GmbH` -> `kessler antriebe`.

    Accents are kept, so that names which only look alike are proposed to a person and not joined. Never empty
    for a name that is not empty.
    """
    return key_of_clean(clean_name(name))


def key_of_clean(name: str) -> str:
    """`match_key` of a name that has passed `clean_name` already."""
    if name.isascii():
        whole = name.lower()
        flat = whole if whole.replace(" ", "").isalnum() else _flat(whole)
    else:
        whole = unicodedata.normalize("NFKC", name).casefold()
        flat = _flat(whole)
    if flat.endswith(_SPELLED_OUT) or flat.startswith(_SPELLED_OUT):
        flat = _without_spelled_out(flat)
    words = flat.split()
    if len(words) > 1:
        _drop_forms(words)
    return " ".join(words) or flat or " ".join(whole.split())


def _flat(whole: str) -> str:
    return _NOT_LETTER_OR_DIGIT.sub(" ", _DOTTED.sub("", whole)).strip()


def _without_spelled_out(flat: str) -> str:
    for form in _SPELLED_OUT:
        if flat != form:
            flat = flat.removesuffix(form).strip() or flat
            flat = flat.removeprefix(form).strip() or flat
    return flat


def _drop_forms(words: list[str]) -> None:
    while len(words) > 1 and (taken := _form_at_end(words)):
        del words[-taken:]
        while len(words) > 1 and words[-1] in _ONLY_WITH_A_FORM:
            del words[-1]
    if len(words) > 1 and words[0] in _FORMS_IN_FRONT:
        del words[0]


def _form_at_end(words: list[str]) -> int:
    """How many words at the end are a legal form, `s a` counting as `sa`; 0 for none."""
    if len(words[-1]) == 1:
        for take in (4, 3, 2):
            tail = words[-take:]
            if len(words) > take and max(map(len, tail)) == 1 and "".join(tail) in _FORMS_AT_END:
                return take
    return 1 if words[-1] in _FORMS_AT_END else 0
