"""How long a guarantor may be held to the promise (domain.md 4.3): the safe end, and the arguable one after holidays."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from workstation.domain.dates import add_days, add_months
from workstation.domain.guarantees import (
    Assertion,
    AssertionAct,
    AssertionAgainst,
    Guarantee,
    GuaranteeKind,
    PeriodKind,
)
from workstation.domain.reference import Calendar

CIVIL_CODE: Final = date(2021, 1, 1)  # 民法典 in force; contracts before it are under 担保法
_DEFAULT, _UNTIL_PAID = 6, 24  # months
_IN_COURT: Final = frozenset(
    {AssertionAct.LAWSUIT, AssertionAct.ARBITRATION, AssertionAct.NOTARISED_EXECUTION}
)
# what is called otherwise than a guarantee has no period of one
NO_PERIOD: Final = frozenset({GuaranteeKind.DEBT_JOINDER, GuaranteeKind.KEEP_WELL})

LONGEST_BREAK: Final = 8  # days, 国庆 with 中秋


class Basis(StrEnum):
    """Why the period is as long as it is."""

    AGREED = "agreed"
    SILENT = "silent"
    BEFORE_DUE = "before_due"
    UNTIL_PAID_NEW = "until_paid_new"
    UNTIL_PAID_OLD = "until_paid_old"


@dataclass(frozen=True, slots=True)
class GuaranteePeriod:
    """`nominal` is the safe end; `rolled` the end after holidays (民法典第203条), never earlier; `certain` says whether
    the holidays of that year were known."""

    nominal: date
    rolled: date
    basis: Basis
    certain: bool = False

    @property
    def arguable(self) -> date:
        """After this day no break of statutory holidays can have moved the end."""
        return self.rolled if self.certain else max(self.rolled, add_days(self.nominal, LONGEST_BREAK))


def is_old_law(guarantee: Guarantee) -> bool:
    return guarantee.contract_date is not None and guarantee.contract_date < CIVIL_CODE


def period(guarantee: Guarantee, calendar: Calendar) -> GuaranteePeriod | None:
    """None while the due date, or what the contract says of the period, is not known: nobody is released by a field
    that is still empty."""
    due = guarantee.debt_due
    if due is None or guarantee.kind in NO_PERIOD or not _is_known(guarantee):
        return None
    agreed = _agreed(guarantee, due)
    if agreed is not None:
        nominal, basis = agreed, Basis.AGREED
    elif guarantee.period_kind is PeriodKind.UNTIL_PAID:
        old = is_old_law(guarantee)
        nominal = add_months(due, _UNTIL_PAID if old else _DEFAULT)
        basis = Basis.UNTIL_PAID_OLD if old else Basis.UNTIL_PAID_NEW
    else:
        nominal = add_months(due, _DEFAULT)
        early = guarantee.period_kind in {PeriodKind.BEFORE_DUE, PeriodKind.DATE}
        basis = Basis.BEFORE_DUE if early else Basis.SILENT
    return GuaranteePeriod(nominal, calendar.rolled(nominal), basis, certain=calendar.knows(nominal))


def _is_known(guarantee: Guarantee) -> bool:
    match guarantee.period_kind:
        case None:
            return False
        case PeriodKind.MONTHS:
            return guarantee.period_months is not None
        case PeriodKind.DATE:
            return guarantee.period_end is not None
        case PeriodKind.UNTIL_PAID:
            return guarantee.contract_date is not None  # the law of its day decides
    return True


def _agreed(guarantee: Guarantee, due: date) -> date | None:
    """A period that ends before the debt falls due counts as none (民法典第692条第2款)."""
    if guarantee.period_kind is PeriodKind.MONTHS and guarantee.period_months:
        return add_months(due, guarantee.period_months)
    if guarantee.period_kind is PeriodKind.DATE and guarantee.period_end and guarantee.period_end > due:
        return guarantee.period_end
    return None


def effective_kind(guarantee: Guarantee) -> GuaranteeKind | None:
    """Unclear words: general since the 民法典 (art. 686), joint before it (担保法第19条)."""
    if guarantee.kind is not GuaranteeKind.UNCLEAR:
        return guarantee.kind
    if guarantee.contract_date is None:
        return None
    return GuaranteeKind.JOINT if is_old_law(guarantee) else GuaranteeKind.GENERAL


def saving_act(guarantee: Guarantee, assertions: tuple[Assertion, ...], until: date) -> Assertion | None:
    """The first act from the due date to the day `until` that keeps the guarantor bound: any act against a joint
    guarantor, a suit against the debtor for a general one (民法典第693条)."""
    kind = effective_kind(guarantee)

    def saves(act: Assertion) -> bool:
        due = guarantee.debt_due
        if kind is None or act.on is None or due is None or not due <= act.on <= until:
            return False
        if kind is GuaranteeKind.GENERAL:
            return act.act in _IN_COURT and act.against is AssertionAgainst.DEBTOR
        return act.against is not AssertionAgainst.DEBTOR

    return min((act for act in assertions if saves(act)), key=lambda act: act.on or date.max, default=None)
