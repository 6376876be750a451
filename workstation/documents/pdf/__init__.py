"""PDF files, read by PDFium (and pypdf where PDFium refuses). Runs in worker processes only: PDFium is not safe in
threads, and a hostile file can take any amount of time and memory."""
