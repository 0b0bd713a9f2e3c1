"""Calls of one signed-in person to a served workspace."""

import requests


def a_session(email="pemilik@office.example"):
    session = requests.Session()
    session.trust_env = False
    session.headers["Authorization"] = f"Bearer local:{email}"
    return session


def names(session, serving, q="trashed = false"):
    answer = session.get(f"{serving.address}/drive/v3/files", params={"q": q}, timeout=120)
    return sorted(file["name"] for file in answer.json()["files"])
