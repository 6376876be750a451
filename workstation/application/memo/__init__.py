"""Building the memo: from the record of a lot and a frozen run to blocks without layout."""
