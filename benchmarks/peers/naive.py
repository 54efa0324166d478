"""Read all menus from IVR 1 as anybody would at first: one question a menu, one after the other."""

import sys

import requests

url = sys.argv[1] + "/openapi/v1.0/"
login = {"username": "demo", "password": "demo"}
token = requests.post(url + "get_token", json=login).json()["access_token"]
seen, waiting = set(), ["1"]
while waiting:
    menu = waiting.pop()
    if menu in seen:
        continue
    seen.add(menu)
    answer = requests.get(url + "ivr/get", params={"access_token": token, "id": menu}).json()
    data = answer.get("data", {})
    waiting += [
        data[name + "_value"] for name in data if name.endswith("_dest") and data[name] == "ivr"
    ]
requests.get(url + "del_token", params={"access_token": token})
