"""What can be wrong with the input of a calculator. `field` is a dotted path, `scenarios[1].borrower.dividend`."""

from typing import ClassVar

from workstation.domain.errors import Term, UserError


class InputError(UserError):
    """`code` is the one of the calculator contract."""

    def __init__(self, *, field: str = "", **params: object) -> None:
        super().__init__(field=field, **params)
        self.field = field


class MissingInputError(InputError):
    code = "input.missing"
    message = "{field} is missing. Fill it in."


class InvalidInputError(InputError):
    """Wrong type, format, range, enum or relation: each reason is a subclass with its own sentence."""

    code: ClassVar[str] = "input.invalid"
    message: ClassVar[str] = "{field} is not valid. Correct it."


class UnknownInputError(InputError):
    code = "input.unknown"
    message = "{field} is not used here. Remove it or check its spelling."


class ConflictingInputError(InputError):
    code = "input.conflict"
    message = "{field} and {other} exclude each other. Keep one of them."


class UnsupportedInputError(InputError):
    code = "input.unsupported"
    message = "{field} falls under older law that is not covered here. Dates from {since} on are."


class WrongFormatError(InvalidInputError):
    """`expected` is a word of the program: it is shown translated."""

    message = "{field} must be {expected}. Correct it."

    def __init__(self, *, field: str, expected: str) -> None:
        super().__init__(field=field, expected=Term(expected))


class OutOfRangeError(InvalidInputError):
    """`range` is a word of the program, or a formula."""

    message = "{field} must lie {range}. Correct it."

    def __init__(self, *, field: str, range: str) -> None:  # noqa: A002 - the name in the message
        super().__init__(field=field, range=Term(range))


class FieldRangeError(InvalidInputError):
    """A value beyond what its field may hold; `field` is the field's label, `least` and `most` are as they are read."""

    message = "{field} must lie between {least} and {most}. Correct it."


class RowRangeError(FieldRangeError):
    """The same of a row that stands in a lot. `entity`, `row` and `name` lead to its field."""

    message = "{field} of {record} must lie between {least} and {most}. Correct it."

    def __init__(self, *, entity: str, row: str, name: str, field: str, **params: object) -> None:
        super().__init__(field=field, **params)
        self.entity, self.row, self.name = entity, row, name
        self.field = f"{entity}.{row}.{name}"


class RowNegativeError(RowRangeError):
    message = "{field} of {record} must not be negative. Correct it."


class RowLateError(RowRangeError):
    message = "{field} of {record} must not be after {latest}. Correct it."


class RowNameError(RowRangeError):
    message = "{record} is the {field} of two rows. Give each its own."


class RowTwiceError(InvalidInputError):
    """Two rows of which a lot has one. `field` leads to the second."""

    message = "Two rows say the same thing of {record}, and which one counts cannot be told. Take one of them out of the file, or of the lot as “lot get” writes it, and put it with “lot put --replace”."

    def __init__(self, *, entity: str, row: str, record: object) -> None:
        super().__init__(record=record)
        self.field = f"{entity}.{row}"


class RowZeroError(RowRangeError):
    message = "{field} of {record} must be more than 0. Correct it, or leave it empty while it is not known."


class NotOneOfError(InvalidInputError):
    message = "{field} must be one of {choices}. Choose one of them."


class TooFewError(InvalidInputError):
    message = "{field} needs at least {least} entries. Add more."


class RepeatedError(InvalidInputError):
    message = "{field} stands here twice. Give each its own name."


class UnknownNameError(InvalidInputError):
    message = "{field} names something that is not in this lot. Choose one that is."


class TooEarlyError(InvalidInputError):
    message = "{field} must not be before {earliest}. Choose a later date."


class TooLateError(InvalidInputError):
    message = "{field} must not be after {latest}. Choose an earlier date."


class NotSoldError(InvalidInputError):
    message = "{field} is missing, but a cost or a loan runs until it is sold. Add its sale to the scenario."


class NotInScenarioError(InvalidInputError):
    message = "{field} is not sold in the scenario that was chosen. Choose another collateral or scenario."


class TooLargeError(InvalidInputError):
    message = "These numbers are too large or too small to compute with. Check their units."


class ProbabilitySumError(InputError):
    code = "scenario.probability_sum"
    message = "The probabilities of the scenarios add up to {total}, not to 1. Adjust them."


class ScenariosSumError(RowRangeError):
    """The same of the scenarios of a lot, at the last of them."""

    code = ProbabilitySumError.code
    message = ProbabilitySumError.message


class TextTooLongError(UserError):
    code = "field.too_long"
    message = "{field} has {length} characters; the most is {most}. Shorten it, or save it as a text file and take that in as a document."
