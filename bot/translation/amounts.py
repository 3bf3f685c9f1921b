"""Amounts that Chinese counts in its own way: ten thousands, hundred millions, tenths of a price."""

import re
from decimal import Decimal
from typing import Final

_DIGITS: Final = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_LARGE: Final = {"万": 10_000, "亿": 100_000_000}
_NUMERALS: Final = "零〇一二两三四五六七八九十百千"
# A weekday, 星期一万事如意, is no number; nor is 一万 in 十万火急. 打折 counts what is still to be paid, in
# tenths; 骨折 and 折叠 are no discounts.
AMOUNT: Final = (
    r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?:万亿|[万亿])(?![0-9一二三四五六七八九])"
    rf"|(?<![期周第])[一二两三四五六七八九十][{_NUMERALS}]*(?:万亿|[万亿])(?![一火])[{_NUMERALS}万]*"
    r"|打?(?:[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九]{1,2}|对)折(?![腾磨返扣射叠腰断])"
)
_FIGURES: Final = re.compile(r"(?P<number>[0-9.,]+)(?P<units>[万亿]+)")


def explain_amount(amount: str) -> str:
    """Return what a simplified Chinese *amount* that matches `AMOUNT` comes to in English, or nothing.

    `3万` gives `(30,000)`, `8折` gives `(20% off)`: to stand beside the amount, never in its place.
    """
    if amount.endswith("折"):
        return _paid(amount.removeprefix("打").removesuffix("折"))
    figures = _FIGURES.fullmatch(amount)
    if figures is None:
        return f"({_value(amount):,})"
    value = Decimal(figures["number"].replace(",", ""))
    for unit in figures["units"]:
        value *= _LARGE[unit]
    return f"({value:,.0f})" if value == value.to_integral_value() else ""


def explain_discount(percent: int) -> str:
    """Return how Chinese says *percent* off: 20 gives `(8折)`, 15 gives `(85折)`; nothing where it would not."""
    paid = 100 - percent
    if not 10 <= paid < 100:
        return ""
    return f"({paid // 10 if paid % 10 == 0 else paid}折)"


def _paid(share: str) -> str:
    if share == "对":
        return "(50% off)"
    digits = "".join(str(_DIGITS.get(character, character)) for character in share)
    percent = Decimal(digits) * 10 if "." in digits or len(digits) == 1 else Decimal(digits)
    return f"({(100 - percent).normalize():f}% off)" if 0 < percent < 100 else ""


def _value(numeral: str) -> int:
    for large in ("亿", "万"):
        before, found, after = numeral.rpartition(large)
        if found:
            # 两万五 is 25,000: a lone last digit counts the next lower unit.
            rest = _DIGITS[after] * _LARGE[large] // 10 if after in _DIGITS else _value(after)
            return _value(before) * _LARGE[large] + rest
    value, digit = 0, 0
    for character in numeral:
        if character in _UNITS:
            value += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return value + digit
