"""Files without pages of their own, laid out on paper of ours, so that they are read and cited like any other."""
