"""The AWS CLI as one process for many commands: its own driver, which takes a second to start, started once.

A line of standard input is the arguments of one command, as JSON; the line that answers it is its exit code and what it wrote.
"""

import contextlib
import io
import json
import sys

from awscli.clidriver import create_clidriver

driver = create_clidriver()

for line in sys.stdin:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = driver.main(json.loads(line))
    print(json.dumps({"exitCode": code, "stdout": out.getvalue(), "stderr": err.getvalue()}), flush=True)
