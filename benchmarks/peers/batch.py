"""Read all menus from IVR 1 with ``ivr/query``: level by level, 100 menus a question."""

import sys

import requests

CHUNK = 100

url = sys.argv[1] + "/openapi/v1.0/"
login = {"username": "demo", "password": "demo"}
token = requests.post(url + "get_token", json=login).json()["access_token"]
seen, level = set(), ["1"]
while level:
    seen |= set(level)
    found = set()
    for start in range(0, len(level), CHUNK):
        ids = ",".join(level[start : start + CHUNK])
        answer = requests.get(url + "ivr/query", params={"access_token": token, "ids": ids}).json()
        for data in answer.get("data", []):
            found |= {
                data[name + "_value"]
                for name in data
                if name.endswith("_dest") and data[name] == "ivr"
            }
    level = sorted(found - seen)
requests.get(url + "del_token", params={"access_token": token})
