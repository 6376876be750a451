"""The demo's papers: what a bidder for the textile lot would have on the disk. Everyone and everything in them is invented."""
