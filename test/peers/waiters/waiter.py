"""One of boto3's waiters, which tells of each time that it asks: `waiter.py NAME ARGUMENTS`, the arguments as JSON.

Asks every second instead of every fifteen: the sandbox's clock runs faster as well.
"""

import json
import sys

import boto3

name, arguments = sys.argv[1], json.loads(sys.argv[2])
client = boto3.client("elbv2")
client.meta.events.register("after-call.elastic-load-balancing-v2", lambda **_: print("asked", flush=True))
client.get_waiter(name).wait(**arguments, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
print("ended", flush=True)
