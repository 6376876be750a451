"""From the rows of a lot to the inputs of its price: what the law says of ranks, caps and guarantors is computed here,
what is missing is named, and what the figure takes as given is said. No arithmetic of the price itself."""
