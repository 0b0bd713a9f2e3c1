"""Service accounts with their keys, OAuth clients with their refresh tokens, and the access tokens given out.

Times here are the machine's, not the workspace's clock: google-auth stamps and renews its tokens by the machine.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from local_workspace.api.calls import Identity
from local_workspace.api.errors import Refusal
from local_workspace.core.people import People
from local_workspace.core.store import Store

PROJECT = "tanggap-lokal"
DEFAULT_ACCOUNT = f"otomasi@{PROJECT}.iam.gserviceaccount.com"
LIFETIME = timedelta(seconds=3600)

TABLES = """
create table if not exists service_account (email text primary key, delegated text not null default '[]');
create table if not exists service_key (
    id text primary key, account text not null, private text not null, public text not null
);
create table if not exists oauth_client (id text primary key, secret text not null);
create table if not exists refresh_token (
    token text primary key, client text not null, email text not null, scopes text not null
);
create table if not exists refresh_token_end (token text primary key, ends text not null);
create table if not exists access_token (
    token text primary key, email text not null, scopes text not null, expires text not null,
    service_account integer not null, source text not null
);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What a refresh token allows: to act as `email` within `scopes`; `ends` is None for one that stays."""

    token: str
    client: str
    email: str
    scopes: frozenset[str]
    ends: datetime | None = None

    def seconds_left(self, now: datetime) -> int | None:
        """Return how long it is still good; None for one that stays."""
        return None if self.ends is None else int((self.ends - now).total_seconds())


def _encoded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).decode().rstrip("=")


class Accounts:
    """Who may ask for tokens, and which tokens are good.

    Args:
        store: where they are kept.
        people: who may sign in.
        base: returns the address at which the workspace is reached, which key files name.
    """

    def __init__(self, store: Store, people: People, base: Callable[[], str]) -> None:
        self._store = store
        self._people = people
        self._base = base
        store.define(TABLES)

    def service_account_key(self, email: str = DEFAULT_ACCOUNT) -> dict[str, Any]:
        """Return the key file of a service account as Google's console would; account and key are made at need."""
        with self._store.transaction():
            self._store.do("insert or ignore into service_account (email) values (?)", email)
            row = self._store.one("select * from service_key where account = ?", email) or self._new_key(email)
        return {
            "type": "service_account",
            "project_id": PROJECT,
            "private_key_id": row["id"],
            "private_key": row["private"],
            "client_email": email,
            "client_id": str(int.from_bytes(email.encode()[:8]))[:21],
            "auth_uri": f"{self._base()}/o/oauth2/auth",
            "token_uri": f"{self._base()}/token",
            "universe_domain": "googleapis.com",
        }

    def _new_key(self, email: str) -> Any:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        public = key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        self._store.do(
            "insert into service_key values (?,?,?,?)",
            secrets.token_hex(20),
            email,
            private.decode(),
            public.decode(),
        )
        return self._store.one("select * from service_key where account = ?", email)

    def sign(self, email: str, content: bytes) -> tuple[str, bytes]:
        """Sign with a key of an account (RS256), made at need; returns the key's id and the signature."""
        row = self._store.one("select * from service_key where account = ?", email) or self._new_key(email)
        key = serialization.load_pem_private_key(row["private"].encode(), None)
        if not isinstance(key, rsa.RSAPrivateKey):
            raise TypeError("the keys of service accounts are of RSA")
        return row["id"], key.sign(content, padding.PKCS1v15(), hashes.SHA256())

    def sign_jwt(self, email: str, claims: dict[str, Any]) -> tuple[str, str]:
        """Return a key's id and the claims as a JWT signed with it."""
        id, _ = self.sign(email, b"")
        head = {"alg": "RS256", "kid": id, "typ": "JWT"}
        signed = ".".join(_encoded(json.dumps(part).encode()) for part in (head, claims))
        _, signature = self.sign(email, signed.encode())
        return id, f"{signed}.{_encoded(signature)}"

    def delete_key(self, id: str) -> None:
        """Withdraw a key: what it signs from now on is refused."""
        self._store.do("delete from service_key where id = ?", id)

    def is_service_account(self, email: str) -> bool:
        """Check whether an address is a service account of this workspace."""
        return self._store.one("select 1 from service_account where email = ?", email) is not None

    def public_keys(self, email: str) -> dict[str, str]:
        """Return the public keys of an account, PEM by key id."""
        rows = self._store.all("select id, public from service_key where account = ?", email)
        return {row["id"]: row["public"] for row in rows}

    def delegate(self, account: str, scopes: Iterable[str]) -> None:
        """Let a service account act as any person of the domain within these scopes (domain-wide delegation)."""
        self._store.do(
            "update service_account set delegated = ? where email = ?", json.dumps(sorted(scopes)), account
        )

    def delegated_scopes(self, account: str) -> frozenset[str]:
        """Return the scopes within which an account may act as others."""
        row = self._store.one("select delegated from service_account where email = ?", account)
        return frozenset(json.loads(row["delegated"])) if row else frozenset()

    def authorized_user(self, email: str, scopes: Iterable[str]) -> dict[str, Any]:
        """Return the file that a signed-in person's consent leaves behind: OAuth client and refresh token."""
        person = self._people.meet(email)
        wanted = sorted(scopes)
        with self._store.transaction():
            client = self._client()
            token = self.keep_consent(client["id"], person.email, wanted)
        return {
            "type": "authorized_user",
            "client_id": client["id"],
            "client_secret": client["secret"],
            "refresh_token": token,
            "token_uri": f"{self._base()}/token",
            "account": person.email,
            "scopes": wanted,
            "universe_domain": "googleapis.com",
        }

    def keep_consent(self, client: str, email: str, scopes: Iterable[str], lifetime: timedelta | None = None) -> str:
        """Return a new refresh token for what somebody agreed to; without a lifetime it stays good."""
        token = "1//" + secrets.token_urlsafe(60)
        self._store.do("insert into refresh_token values (?,?,?,?)", token, client, email, json.dumps(sorted(scopes)))
        if lifetime is not None:
            ends = (datetime.now(UTC) + lifetime).isoformat()
            self._store.do("insert into refresh_token_end values (?,?)", token, ends)
        return token

    def end_consents(self, email: str) -> None:
        """Let the time of every refresh token of a person be over, as if seven days had passed."""
        past = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
        self._store.do(
            "insert or replace into refresh_token_end select token, ? from refresh_token where email = ?", past, email
        )

    def client_file(self) -> dict[str, Any]:
        """Return the file of the OAuth client as Google's console gives it for the kind "Desktop app"."""
        client = self._client()
        return {
            "installed": {
                "client_id": client["id"],
                "project_id": PROJECT,
                "auth_uri": "https://accounts.google.com/o/oauth2/auth",
                "token_uri": "https://oauth2.googleapis.com/token",
                "auth_provider_x509_cert_url": "https://www.googleapis.com/oauth2/v1/certs",
                "client_secret": client["secret"],
                "redirect_uris": ["http://localhost"],
            }
        }

    def clients(self) -> tuple[str, ...]:
        """Return the ids of the OAuth clients."""
        return tuple(row["id"] for row in self._store.all("select id from oauth_client"))

    def _client(self) -> Any:
        row = self._store.one("select * from oauth_client")
        if row is None:
            id = f"{secrets.randbelow(10**12):012d}-{secrets.token_hex(16)}.apps.googleusercontent.com"
            self._store.do("insert into oauth_client values (?,?)", id, "GOCSPX-" + secrets.token_urlsafe(21))
            row = self._store.one("select * from oauth_client")
        return row

    def client_secret(self, id: str) -> str | None:
        """Return the secret of an OAuth client."""
        row = self._store.one("select secret from oauth_client where id = ?", id)
        return None if row is None else str(row["secret"])

    def grant(self, refresh_token: str, now: datetime) -> Grant | None:
        """Return what a refresh token allows, if it is good at that time."""
        row = self._store.one(
            "select r.*, e.ends from refresh_token r left join refresh_token_end e using (token) where token = ?",
            refresh_token,
        )
        if row is None:
            return None
        grant = Grant(
            token=row["token"],
            client=row["client"],
            email=row["email"],
            scopes=frozenset(json.loads(row["scopes"])),
            ends=datetime.fromisoformat(row["ends"]) if row["ends"] else None,
        )
        return None if (left := grant.seconds_left(now)) is not None and left < 0 else grant

    def issue(self, email: str, scopes: Iterable[str], *, service_account: bool, source: str) -> str:
        """Give out an access token, good for an hour."""
        token = "ya29." + secrets.token_urlsafe(90)
        expires = (datetime.now(UTC) + LIFETIME).isoformat()
        self._store.do(
            "insert into access_token values (?,?,?,?,?,?)",
            token,
            email,
            json.dumps(sorted(scopes)),
            expires,
            int(service_account),
            source,
        )
        return token

    def revoke(self, token: str) -> bool:
        """Withdraw an access or refresh token and what came from the same consent; return whether there was one."""
        row = self._store.one("select source from access_token where token = ?", token)
        source = row["source"] if row else token
        gone = self._store.do("delete from refresh_token where token = ?", source)
        gone += self._store.do("delete from access_token where token = ? or source = ?", token, source)
        self._store.do("delete from refresh_token_end where token = ?", source)
        return gone > 0

    def identity_of(self, authorization: str) -> Identity:
        """Read an `Authorization` header: `Bearer local:someone@office.example` acts as that signed-in person.

        Raises:
            Refusal: 401 for an unknown, revoked or expired token.
        """
        token = authorization.removeprefix("Bearer ").strip()
        if token.startswith("local:") and "@" in token:
            email = token.removeprefix("local:").lower()
            self._people.meet(email)
            return Identity(email)
        row = self._store.one("select * from access_token where token = ?", token)
        if row is not None and datetime.fromisoformat(row["expires"]) > datetime.now(UTC):
            scopes = frozenset(json.loads(row["scopes"]))
            return Identity(row["email"], scopes, bool(row["service_account"]), PROJECT)
        raise Refusal(
            401,
            "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other "
            "valid authentication credential. "
            "See https://developers.google.com/identity/sign-in/web/devconsole-project.",
            reason="authError",
            short="Invalid Credentials",
            location="Authorization",
            location_type="header",
            headers={"WWW-Authenticate": 'Bearer realm="https://accounts.google.com/", error="invalid_token"'},
        )
