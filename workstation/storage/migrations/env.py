"""Alembic's entry: runs the scripts on the connection that `runner` hands over, as one transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transaction_per_migration=False)
context.run_migrations()
