"""The script of the sample: tables of what a person does, as `resources/demo` holds them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DemoScript:
    """`lot`, `valuation`, `checks` and `words` are the parsed tables of `resources/demo/*.toml` (see the comments
    there); `inputs` is the folder of the papers; `chinese` chooses between the two languages of each text."""

    inputs: Path
    lot: Table
    valuation: Table
    checks: Table
    words: Table
    chinese: bool = True

    @property
    def rows(self) -> list[Table]:
        return [*self.lot["row"], *self.valuation["row"]]

    @property
    def documents(self) -> list[Table]:
        return list(self.lot["document"])

    @property
    def listing(self) -> Path:
        return self.inputs / str(self.lot["demo"]["listing"])

    def said(self, table: Table, name: str = "") -> Any:
        """`name_zh` or `name_en` of a table (`zh` or `en` without a name); None when neither is there."""
        language = "zh" if self.chinese else "en"
        return table.get(f"{name}_{language}" if name else language)
