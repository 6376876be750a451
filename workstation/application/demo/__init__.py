"""The sample lot, built through the public use cases from papers on the disk and a script of what a person does."""
