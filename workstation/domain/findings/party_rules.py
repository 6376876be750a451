"""What the check digits of a party's registered id say. The id is never repeated in the message: it can be personal."""

from collections.abc import Iterator

from workstation.domain.checklists.answers import Severity
from workstation.domain.findings.finding import Finding, beside
from workstation.domain.identities import (
    born,
    credit_code_digit,
    lei_holds,
    normalised,
    resident_digit,
    vat_digits_fit,
    vat_fits,
)
from workstation.domain.parties import Party, PartyKind
from workstation.domain.record import LotRecord


def registered_id(record: LotRecord) -> Iterator[Finding]:
    """Ids of 18 characters are a credit code (company) or a resident id (person), of 20 an LEI; others are not known."""
    for party in record.all(Party):
        code = normalised(party.registered_id or "")
        if party.kind is PartyKind.PERSON and len(code) == 18:
            yield from _resident(party, code)
        elif party.kind is PartyKind.COMPANY and len(code) == 18:
            yield from _credit_code(party, code)
        elif party.kind is PartyKind.COMPANY and len(code) == 20 and not lei_holds(code):
            yield _finding(
                party,
                "lei",
                "The check digits of this LEI do not fit. Compare it with the paper.",
                "ISO 17442",
            )


def european_ids(record: LotRecord) -> Iterator[Finding]:
    """The LEI by its check digits, the VAT number by the structure and the check digits of its member state."""
    for party in record.all(Party):
        if party.lei and not lei_holds(normalised(party.lei)):
            message = "The check digits of this LEI do not fit. Compare it with the paper."
            yield beside(party, "lei", "party.lei", Severity.MEDIUM, message=message, law=("ISO 17442",))
        if party.vat_no and vat_fits(party.vat_no) and vat_digits_fit(party.vat_no) is False:
            message = "The check digits of this VAT number do not fit. Compare it with the paper."
            yield beside(
                party,
                "vat_no",
                "party.vat_no",
                Severity.MEDIUM,
                message=message,
                law=("Directive 2006/112/EC art. 215",),
            )
        if party.vat_no and vat_fits(party.vat_no) is False:
            message = "A VAT number of {country} does not look like this. Compare it with the paper."
            yield beside(
                party,
                "vat_no",
                "party.vat_no",
                Severity.MEDIUM,
                message=message,
                law=("Directive 2006/112/EC art. 215",),
                country=normalised(party.vat_no)[:2],
            )


def _resident(party: Party, number: str) -> Iterator[Finding]:
    expected = resident_digit(number)
    if expected is None or expected != number[-1]:
        message = "The check digit of this resident id does not fit. Compare it with the paper."
        yield _finding(party, "resident", message, "GB 11643-1999")
    if born(number) is None:
        message = (
            "The date of birth in this resident id is no day of the calendar. Compare it with the paper."
        )
        yield _finding(party, "resident.born", message, "GB 11643-1999")


def _credit_code(party: Party, code: str) -> Iterator[Finding]:
    expected = credit_code_digit(code)
    if expected is None:
        message = "This credit code has a character that no credit code has (I, O, S, V and Z are not used). Compare it with the paper."
        yield _finding(party, "uscc.characters", message, "GB 32100-2015")
    elif expected != code[-1]:
        message = "The check digit of this credit code does not fit. Compare it with the paper."
        yield _finding(party, "uscc", message, "GB 32100-2015")


def _finding(party: Party, name: str, message: str, standard: str) -> Finding:
    rule = f"party.registered_id.{name}"
    return beside(party, "registered_id", rule, Severity.MEDIUM, message=message, law=(standard,))
