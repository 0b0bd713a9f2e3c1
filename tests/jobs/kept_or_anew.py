"""What a process that ticked often sees, decides and shows, beside what one would that begins now."""

from dataclasses import fields, replace

from automation.domain.memory import Memory
from automation.domain.worked_out import WorkedOut
from automation.jobs.boundary import show
from automation.jobs.officials import in_force
from automation.jobs.snapshot import Snapshot
from automation.jobs.tick.decide import decide
from automation.jobs.tick.gather import gather
from automation.jobs.tick.plan import Plan
from automation.jobs.tick.project import changes_for

from .world import World


def seen(world: World, memory: Memory) -> tuple[Snapshot, Plan, object]:
    """Gather, decide and lay out, without doing anything."""
    snapshot = gather(world.job, memory, world.now)
    settings = in_force(world.job, snapshot.workbook.officials).settings
    plan = decide(snapshot, memory, settings)
    changes = changes_for(snapshot, memory, plan.views.values(), plan.to_do, (), settings, show)
    return snapshot, plan, changes


def differences(world: World) -> list[str]:
    """Give in what they differ, twice: what the first look keeps is what the second one sees."""
    memory, found = world.ledger.memory(), []
    for _ in range(2):
        kept = seen(world, memory)
        anew = seen(world, replace(memory, worked_out=WorkedOut()))
        found += ["the workbook"] * (kept[0].workbook != anew[0].workbook)
        found += ["the order of complaints"] * (list(kept[1].views) != list(anew[1].views))
        found += [name for name in _names(kept[1]) if getattr(kept[1], name) != getattr(anew[1], name)]
        found += ["what is shown"] * (kept[2] != anew[2])
    return found


def _names(plan: Plan) -> list[str]:
    """Name what a plan says; which complaints were at rest is how it was come to."""
    return [field.name for field in fields(plan) if field.compare]
