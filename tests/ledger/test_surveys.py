from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from automation.domain.survey import SurveyAnswer
from automation.ledger import migrations, open_ledger

from .cases import MONDAY, a_case, a_number

ANSWER = SurveyAnswer(
    response="s2",
    submitted_at=MONDAY,
    reference="KEL-2026-0001-AAAAAAAA",
    number=a_number(),
    marks=(1, 2, 3, 4, 1, 2, 3, 4, None),
    suggestion="=1+1 😀",
    profile=("Perempuan", "", "Diploma", "Lainnya"),
    on_paper=True,
)
OLDER = SurveyAnswer(
    response="s1", submitted_at=MONDAY - timedelta(hours=1), reference="entah", number=None, marks=(None,) * 9
)


def test_answers_are_kept_as_they_came_oldest_first(database):
    with open_ledger(database.address) as ledger:
        ledger.save([], [], MONDAY, survey=[ANSWER, OLDER])
    with open_ledger(database.address) as again:
        assert again.memory().survey == (OLDER, ANSWER)


def test_an_answer_seen_again_is_kept_once_and_as_it_was(ledger):
    ledger.save([], [], MONDAY, survey=[ANSWER])
    ledger.save([], [], MONDAY, survey=[replace(ANSWER, suggestion="lain"), OLDER, OLDER])
    assert ledger.memory().survey == (OLDER, ANSWER)


def test_a_ledger_from_before_the_survey_gets_its_table_and_loses_nothing(tmp_path):
    path = tmp_path / "buku.db"
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.execute(text("insert into place values ('workbook', 'w1')"))
    engine.dispose()
    with open_ledger(str(path)) as ledger:
        assert ledger.memory().places == {"workbook": "w1"}
        ledger.save([a_case(1)], [], MONDAY, survey=[ANSWER])
        assert ledger.memory().survey == (ANSWER,)
