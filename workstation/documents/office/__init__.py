"""Word processors, sheets and slides, as blocks and cells. Nothing in them is run and nothing they name is loaded."""
