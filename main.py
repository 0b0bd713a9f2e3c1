"""Tanggap's commands. Here alone the product meets the embedded workspace that people try it in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from automation.cli import Command, main

USUAL_PORT = 8085


def _demo_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--folder", type=Path, default=Path("hasil-demo"), help="folder hasil (bawaan: hasil-demo)")
    parser.add_argument("--singkat", action="store_true", help="hanya satu keluhan, dari formulir sampai balasan")
    parser.add_argument("--port", type=int, help=f"porta ruang kerja (bawaan: {USUAL_PORT} bila bebas)")


def _demo(options: argparse.Namespace) -> int:
    from demo.command import demo

    return demo(options.folder, short=options.singkat, port=options.port)


def _workspace_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=USUAL_PORT, help=f"porta di 127.0.0.1 (bawaan: {USUAL_PORT})")
    parser.add_argument("--data", type=Path, default=Path("workspace-data"), help="folder data ruang kerja")


def _workspace(options: argparse.Namespace) -> int:
    from local_workspace.__main__ import main as serve_until_stopped

    return serve_until_stopped(["--data", str(options.data), "--port", str(options.port)])


COMMANDS: tuple[Command, ...] = (
    ("demo", "Mainkan seluruh SOP pada contoh keluhan, tanpa akun Google.", _demo_options, _demo),
    ("workspace", "Buka ruang kerja lokal (tiruan Google Workspace) di peramban.", _workspace_options, _workspace),
)

if __name__ == "__main__":
    sys.exit(main(more=COMMANDS))
