"""What a passage states of a kind: for asking whether a page says what the record says."""

from datetime import date, datetime

from workstation.domain.fields import Kind
from workstation.domain.money import Money
from workstation.language.amounts import all_amounts
from workstation.language.calendar_text import BEIJING, all_dates
from workstation.language.quantities import all_rates


def stated(kind: Kind, text: str, value: object) -> tuple[object, ...]:
    """Every amount, rate or day in a passage, in the form of `value`, without repetition; none for other kinds. A passage
    that names the day of a moment without its hour says that moment."""
    match kind:
        case Kind.MONEY:
            return all_amounts(text, value.currency if isinstance(value, Money) else "CNY")
        case Kind.RATE:
            return all_rates(text)
        case Kind.DATE:
            return all_dates(text)
        case Kind.MOMENT if isinstance(value, datetime):
            return tuple(_moment(day, value) for day in all_dates(text))
    return ()


def _moment(day: date, value: datetime) -> datetime:
    local = value.astimezone(BEIJING)
    return datetime.combine(day, local.timetz())
