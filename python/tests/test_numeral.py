"""Numerals, as a notebook reads them from a text."""

from decimal import Decimal

import pytest

import nianbao as nb


def test_a_numeral_has_the_ends_of_what_it_may_stand_for() -> None:
    numeral = nb.numeral.parse("60余万元")
    assert (numeral.low, numeral.high, numeral.unit) == (Decimal(600_000), Decimal(700_000), "元")
    assert not numeral.low_included and not numeral.high_included
    assert numeral.value is None
    assert repr(numeral) == 'Numeral("60余万元", (600000, 700000))'
    assert nb.numeral.parse("3千余人").remarks == ["mixed-script"]


def test_what_is_no_numeral_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="同上"):
        nb.numeral.parse("同上")


def test_places_count_characters() -> None:
    text = "𠮷祥社区截至12月20日，排查隐患57处（其中重点3处）。"
    day, hazards, grave = nb.numeral.extract(text)
    assert [text[mention.start : mention.end] for mention in (day, hazards, grave)] == ["12月20日", "57处", "3处"]
    assert not day.is_statistic and day.kind == "date" and day.value is None
    assert (hazards.kind, hazards.value, hazards.unit) == ("count", Decimal(57), "处")
    assert (hazards.before, grave.scopes, grave.whole) == ("排查隐患", ["subset"], 1)
    assert repr(hazards) == 'Mention("57处", "count", 57)'


def test_a_comparison_has_its_terms() -> None:
    (before, now) = nb.numeral.extract("平均办理时限由15个工作日压缩至9个工作日")
    assert (before.term, now.term, now.direction, now.average) == ("from", "to", "down", True)
    (both,) = nb.numeral.extract("行政复议、行政诉讼均为0件")
    assert both.objects == ["行政复议", "行政诉讼"]


def test_mentions_are_frozen() -> None:
    (mention,) = nb.numeral.extract("办结2件")
    with pytest.raises(AttributeError):
        mention.kind = "date"  # type: ignore[misc]
