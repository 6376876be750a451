"""What holds files: archives and mails. Nothing is written by the names inside."""
