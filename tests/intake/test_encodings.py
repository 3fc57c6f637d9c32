"""Bytes of no stated encoding are read in the one in which they make words."""

from __future__ import annotations

import pytest

from winback_tui.intake import inspect
from winback_tui.intake.open.encoding import Encoding, encoding_of, survey
from winback_tui.intake.open.encoding_score import readings
from winback_tui.intake.open.source import InputSource

WRITTEN = {
    "cp1252": "Müller & Söhne;Bäckerei Weiß;Größe Übermaß;Société Générale;Garçon à Nîmes",
    "cp1250": "Łódź Spółka;Piekarnia Wróbel;Dvořák Plzeň;Škoda Příbram;Zażółć Gęślą",
    "cp1251": "ООО Ромашка;Хлебозавод Пловдив;Стройматериалы;Пекарня Жук",
    "koi8-r": "ООО Ромашка;Хлебозавод Пловдив;Стройматериалы;Пекарня Жук",
    "cp1253": "Αφοί Παπαδόπουλοι;Αρτοποιία Γεωργίου;Ξενοδοχείο Ακρόπολη",
    "cp1254": "Yıldız Gıda Sanayi;Şişli Kağıt;Çağdaş Ticaret;İstanbul Büro",
    "cp1256": "شركة النور للتجارة;مخبز المدينة;مكتب المحاسبة;دار الطباعة",
    "gb18030": "上海贸易有限公司;北京印刷厂;广州面包店;深圳电子科技",
    "cp1255": "כהן ובניו;מאפיית לוי;חברת שמש;יצחק מזרחי",
    "shift_jis": "株式会社山田;田中商店;カフェ・サクラ;東京電機",
    "euc_jp": "株式会社山田;田中商店;カフェ・サクラ;東京電機",
    "cp949": "김철수;삼성전자;한국식품;서울 빵집",
    "big5": "臺北貿易有限公司;高雄印刷廠;新竹電子科技;臺中麵包店",
}


@pytest.mark.parametrize("encoding", WRITTEN)
def test_names_of_a_language_are_read_in_its_encoding(encoding: str) -> None:
    text = "\r\n".join(WRITTEN[encoding].split(";") * 3)
    assert text.encode(encoding).decode(readings(text.encode(encoding))[0].encoding) == text


def small_file(encoding: str, names: str) -> Encoding:
    """What is found of a file with English headers and a row a name."""
    rows = "".join(f"{name},2026-01-0{day},100\n" for day, name in enumerate(names.split(";"), 1))
    return encoding_of(survey(InputSource("a.csv", f"Customer,Date,Total\n{rows}".encode(encoding))))


@pytest.mark.parametrize("encoding", WRITTEN)
@pytest.mark.parametrize("rows", [1, 2, 4])
def test_a_few_names_are_read_rightly_or_a_person_has_to_look(encoding: str, rows: int) -> None:
    """Wrong names would make new customers; where both readings are in Latin letters one letter may be another."""
    names = ";".join(WRITTEN[encoding].split(";")[:rows])
    found = small_file(encoding, names)
    if not found.doubtful:
        assert names.encode(encoding).decode(found.name, "replace") == names
    else:
        assert encoding in (found.name, *found.others)
        assert rows == 1 or encoding == "cp1255"


LONGER = [name for name in WRITTEN if name in ("shift_jis", "euc_jp", "gb18030", "big5", "cp949")]


@pytest.mark.parametrize("encoding", LONGER)
@pytest.mark.parametrize("ascii_before", [0, 1])
def test_a_long_line_is_cut_between_characters(encoding: str, ascii_before: int) -> None:
    """A remark of which half a character is looked at would be no text in the right encoding."""
    for apart in ("", " "):
        names = apart.join(WRITTEN[encoding].split(";"))
        remark = "x" * ascii_before + apart.join([names] * 200)
        assert small_file(encoding, f"{WRITTEN[encoding]};{remark}").name == encoding


@pytest.mark.parametrize("encoding", LONGER)
@pytest.mark.parametrize("moved", range(2))
def test_a_character_across_two_portions_of_a_large_file_is_read_whole(encoding: str, moved: int) -> None:
    names = "".join(WRITTEN[encoding].split(";")).encode(encoding)
    before = (1 << 20) - len(names) // 2 - moved
    rows = b"Miller,2026-01-01,100\n" * (before // 22)
    raw = rows + b"A" * (before - len(rows)) + names + b",2026-01-01,100\n" * 3
    assert encoding_of(survey(InputSource("a.csv", raw))).name == encoding


@pytest.mark.parametrize(
    ("encoding", "names"),
    [("cp874", "บริษัท สยาม;ร้านขนม"), ("cp1253", "ΔΕΗ"), ("koi8-r", "ЗАО ВОСТОК"), ("cp1255", "דוד אברהם")],
)
def test_what_could_be_other_names_as_well_is_asked(encoding: str, names: str) -> None:
    assert small_file(encoding, names).doubtful


def test_accents_of_western_names_stop_no_script() -> None:
    for names in ("Müller", "Señor", "Håkansson;Café", "Çelik", "Société Générale"):
        assert not small_file("cp1252", names).doubtful, names


def test_headers_in_their_language_settle_it() -> None:
    raw = "לקוח,תאריך,סכום כולל\nדוד אברהם,2026-01-01,100\n".encode("cp1255")
    found = encoding_of(survey(InputSource("a.csv", raw)))
    assert (found.name, found.doubtful) == ("cp1255", False)


@pytest.mark.parametrize(("bad", "damaged"), [(0, 0), (1, 1), (2, 2), (3, None), (20, None)])
def test_a_tenth_of_what_is_no_utf_8_makes_it_another_encoding(bad: int, damaged: int | None) -> None:
    """A file joined from two has a few such places; one of another encoding has little else."""
    head = "name;sum\n" + "".join(f"Gr\u00fcn {row};1\n" for row in range(20))
    found = encoding_of(survey(InputSource("a.csv", head.encode() + b"Gr\xfcn;2\n" * bad)))
    assert (found.name == "utf-8", found.damaged or 0) == (damaged is not None, damaged or 0)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_two_bytes_a_letter_are_seen_without_a_mark(encoding: str) -> None:
    text = "Customer;Date;Amount\n" + "Acme;2026-02-13;5.00\n" * 20
    assert encoding_of(survey(InputSource("a.csv", text.encode(encoding)))).name == encoding
    known = inspect(text.encode(encoding), name="a.csv")
    assert known.columns.keys() == {"account", "date", "amount"}


@pytest.mark.parametrize("between", [1, 3])
def test_zero_bytes_elsewhere_make_no_other_encoding(between: int) -> None:
    """As of a program that fills its fields with them: not every other byte, or as often in both places."""
    raw = (b"Acme" + b"\0" * between + b";5.00\n") * 100
    assert encoding_of(survey(InputSource("a.csv", raw))).name == "utf-8"
