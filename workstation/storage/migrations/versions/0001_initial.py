"""The workspace of version 0.1.0. The statements beside this file are frozen: they say what that version wrote."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    script = Path(__file__).with_suffix(".sql").read_text("utf-8")
    for statement in script.split(";;\n"):
        if statement.strip():
            op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("a snapshot is taken before every migration; restore it")
