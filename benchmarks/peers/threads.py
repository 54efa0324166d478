"""The naive script with eight threads: level by level, one question a menu."""

import sys
from concurrent.futures import ThreadPoolExecutor

import requests

THREADS = 8

url = sys.argv[1] + "/openapi/v1.0/"
login = {"username": "demo", "password": "demo"}
token = requests.post(url + "get_token", json=login).json()["access_token"]


def targets(menu):
    answer = requests.get(url + "ivr/get", params={"access_token": token, "id": menu}).json()
    data = answer.get("data", {})
    return {
        data[name + "_value"] for name in data if name.endswith("_dest") and data[name] == "ivr"
    }


seen, level = set(), ["1"]
with ThreadPoolExecutor(THREADS) as pool:
    while level:
        seen |= set(level)
        level = sorted(set().union(*pool.map(targets, level)) - seen)
requests.get(url + "del_token", params={"access_token": token})
