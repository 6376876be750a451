"""Spoilt copies of good files: every one gives an answer, none a hang, a crash of the program or a raw message."""

from random import Random

import pytest

from workstation.domain.reading import ReadOutcome

ROUNDS = 150
GOOD = ("plain", "boxes", "odd_text", "form", "locked", "annotated")


def spoilt(data, random):
    """Some bytes changed, a piece cut out, or a piece doubled."""
    data = bytearray(data)
    start = random.randrange(len(data))
    length = random.randrange(1, 200)
    match random.randrange(3):
        case 0:
            for _ in range(random.randrange(1, 30)):
                data[random.randrange(len(data))] = random.randrange(256)
        case 1:
            del data[start : start + length]
        case _:
            data[start:start] = data[start : start + length] * random.randrange(1, 50)
    return bytes(data)


@pytest.mark.deep
def test_spoilt_files_always_give_an_answer_in_plain_words(reader, sample):
    random = Random(20250905)
    asked = [
        reader.read(spoilt(sample(name), random), name=f"{name}.pdf") for _ in range(ROUNDS) for name in GOOD
    ]
    for answer in asked:
        report = answer.result(120)
        assert (report.outcome is ReadOutcome.OK) == (report.reason is None)
        assert report.reason is None or "PDFium" not in str(report.reason)
