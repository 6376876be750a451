"""Saved pages and announcements to proposed lots. No parser of its own: trees and texts come from the caller."""
