"""A process that reads files with PDFium and nothing else: what our own reading is measured against."""

import subprocess
import sys

_PROGRAM = """
import sys, pypdfium2
print("ready", flush=True)
for line in sys.stdin:
    document = pypdfium2.PdfDocument(open(line.strip(), "rb").read())
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()
    print("done", flush=True)
"""


class BarePdfium:
    def __init__(self):
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._process.stdout.readline()

    def send(self, path):
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()

    def wait(self):
        self._process.stdout.readline()

    def end(self):
        self._process.communicate()
