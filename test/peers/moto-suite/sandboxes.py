"""Points what a test of moto's asks of ELBv2 at sandboxes, one a Region. EC2, ACM and IAM stay moto's, in this process.

A plugin of pytest. BREAKGLASS_SANDBOXES is JSON: Region -> arguments of a client; BREAKGLASS_CONTROL is asked for an empty
world before each test; BREAKGLASS_RESULTS is where one line of JSON a test goes. The sandboxes' clocks run
BREAKGLASS_SCALE times as fast as the wall, and so do botocore's waiters.
"""

import json
import os
import time
import types
import urllib.request

import boto3
import botocore.waiter
import pytest
from moto.core.config import default_user_config

PLACES = json.loads(os.environ["BREAKGLASS_SANDBOXES"])
SCALE = float(os.environ["BREAKGLASS_SCALE"])

# The sandbox checks signatures: its own key has to sign, not the one that moto puts into the environment.
default_user_config["core"]["mock_credentials"] = False

botocore.waiter.time = types.SimpleNamespace(sleep=lambda seconds: time.sleep(seconds / SCALE))

of_boto3 = boto3.client


def client(service_name, region_name=None, **more):
    region = region_name or "us-east-1"
    place = PLACES[region] if service_name == "elbv2" else {}
    return of_boto3(service_name, region_name=region, **{**place, **more})


boto3.client = client


@pytest.fixture(autouse=True)
def empty_world():
    urllib.request.urlopen(os.environ["BREAKGLASS_CONTROL"], data=b"").read()


def pytest_runtest_logreport(report):
    if report.when != "call" and report.passed:
        return
    crash = getattr(report.longrepr, "reprcrash", None)
    result = {
        "test": report.nodeid.split("test_elbv2/", 1)[-1],
        "outcome": report.outcome,
        "message": crash.message if crash else str(report.longrepr or ""),
    }
    with open(os.environ["BREAKGLASS_RESULTS"], "a") as results:
        results.write(json.dumps(result) + "\n")
