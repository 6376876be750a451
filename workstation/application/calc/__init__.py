"""Calculators behind one protocol: JSON Lines in, JSON Lines out."""

from workstation.application.calc.calculators import CALCULATORS
from workstation.application.calc.protocol import answer, answers
from workstation.application.calc.valuations import write as result_json

__all__ = ["CALCULATORS", "answer", "answers", "result_json"]
