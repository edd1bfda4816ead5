"""The sentences that open a report, worded and counted alike in every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from llmtool.report import news, wording
from llmtool.report.views import AgreementGroup, IssueView, RelationView, Report
from llmtool.report.wording import count


class Problem(NamedTuple):
    """Something that failed, or a statement that was left out: where, and what was wrong with it."""

    failed: bool
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def findings(report: Report, *, issues: bool = True) -> str:
    """The firm findings, and how many of them are known. What is only possible never enters."""
    found: dict[str, Sequence[news.Found]] = {
        "contradiction": report.contradictions,
        "agreement": report.agreement_groups,
        "change": report.changes,
    }
    told = [
        news.counted(report, each, name) for name, each in found.items() if each or name != "change" or dated(report)
    ]
    if issues and len(report.contradictions) > 1:  # pairs: three papers on one dispute make three of them
        told[0] += f" on {count(len({relation.issue.id for relation in report.contradictions}), 'issue')}"
    return " · ".join(told)


def dated(report: Report) -> bool:
    """Whether a side can be seen to move: its documents, or what is said in them, are of several days."""
    days = {document.record.published for document in report.documents}
    return len((days | {position.record.said_on for position in report.positions}) - {None}) > 1


def figures(report: Report) -> dict[str, int]:
    """The firm findings by their singular; positions that all agree make one agreement, not one for each pair."""
    return {
        "contradiction": len(report.contradictions),
        "agreement": len(report.agreement_groups),
        "change": len(report.changes),
    }


def extent(report: Report) -> str:
    """How much was read."""
    documents = count(len(report.documents), "document")
    if report.sources != len(report.documents):
        documents += f" from {count(report.sources, 'independent source')}"
    parties = count(len(report.parties), "party", "parties")
    issues = count(len(report.issues), "issue")
    return f"{documents} · {parties} · {issues} · {count(len(report.positions), 'position')}"


def carried(group: AgreementGroup) -> str:
    """Who agrees, and in how many sources; copies of one text count once."""
    parties = len({position.party.id for position in group.positions})
    sources = count(group.sources, "independent source")
    return f"{count(parties, 'party', 'parties')}, {sources}"


def title(report: Report) -> str:
    """A name for the report: how many documents, and from when."""
    days = sorted(document.record.published for document in report.documents if document.record.published)
    name = f"Comparison of {count(len(report.documents), 'document')}"
    if not days:
        return name
    undated = len(report.documents) - len(days)
    spread = wording.day(days[0]) + (f" – {wording.day(days[-1])}" if days[-1] != days[0] else "")
    return f"{name}, {spread}" + (f" and {undated:,} undated" if undated else "")


def centre(report: Report) -> tuple[str, tuple[IssueView, ...]]:
    """What the report is about: the issues with most contradictions or, where there are none, with most parties."""
    clashing = sorted((issue for issue in report.issues if issue.contradictions), key=lambda i: -i.contradictions)
    if clashing:
        return "Most disputed", tuple(clashing[:3])
    return "Most spoken about", report.issues[:3]


def alarm(report: Report) -> str | None:
    """What failed, in one sentence; None when nothing did."""
    stages = Counter[str](failure.stage for failure in report.comparison.failures)
    parts = [count(stages[stage], *words) for stage, words in wording.STAGE.items() if stages[stage]]
    if report.comparison.ungrounded:
        parts.append(count(len(report.comparison.ungrounded), *wording.UNGROUNDED))
    return f"{wording.INCOMPLETE}: {', '.join(parts)}." if parts else None


def problems(report: Report) -> tuple[Problem, ...]:
    """All that failed or was left out, one by one."""
    sources = {document.record.id: document.record.source for document in report.documents}
    failures = (Problem(failed=True, where=f"{f.stage}: {f.subject}", what=f.error) for f in report.comparison.failures)
    left_out = (
        Problem(
            failed=False,
            where=f"left out: {sources.get(u.document_id, u.document_id)}",
            what=f"{u.draft.claim} ({u.reason})",
        )
        for u in report.comparison.ungrounded
    )
    return (*failures, *left_out)


def nothing_found(report: Report) -> str:
    """What to say in place of contradictions when there is none: never more than the run can carry."""
    if not report.positions:
        sentence = wording.NO_POSITIONS
    elif len(report.documents) == 1:
        sentence = wording.ONE_DOCUMENT
    elif sum(document.repeats is None for document in report.documents) == 1:
        sentence = wording.ONE_ORIGIN
    elif alarm(report):
        return f"None among what could be compared. {wording.INCOMPLETE}: see what failed."
    elif report.comparison.engine.name == "offline":
        return "None that the rules are sure of. That is not proof of agreement."
    else:
        return "None found."
    return f"{sentence} {wording.INCOMPLETE}: see what failed." if alarm(report) else sentence


def decided(relation: RelationView) -> str:
    """How sure the finding is and by what, and who judged the pair: ``certain by the figures; decided by a rule``."""
    record = relation.record
    reading = ", confirmed by a second reading" if record.second_reading == "confirmed" else ""
    alike = " and the trained model alike" if relation.why != record.rationale else ""
    by = f"decided by {wording.DECIDED_BY[record.decided_by]}{alike}{reading}"
    if record.decided_by == "llm":
        return by
    if record.certainty == "firm":
        return f"certain {wording.BASIS[record.kind]}; {by}"
    return f"likely, though the wording differs; {by}" if record.decided_by == "model" else f"likely, not certain; {by}"


def maker(report: Report) -> str:
    """The tool, the engine with the reason for it, and the prompts."""
    comparison = report.comparison
    engine = comparison.engine
    model = f" with {engine.model}" if engine.model else ""
    made = f"{comparison.tool.name} {comparison.tool.version}, {engine.name} engine{model} ({engine.reason})"
    if engine.prompts:
        made += "; prompts: " + ", ".join(f"{name} {version}" for name, version in sorted(engine.prompts.items()))
    return made


def limits(report: Report) -> str:
    """What the engine can't tell."""
    if report.comparison.engine.name != "offline":
        used = report.comparison.usage
        answered = used.calls or used.cached_calls or report.positions
        return wording.LLM_LIMITS if answered else wording.LLM_SILENT
    trained = any(
        relation.decided_by == "model" or "trained model" in relation.rationale  # found by it, or made firm
        for relation in report.comparison.relations
    )
    return (wording.WITH_A_TRAINED_JUDGE if trained else wording.BY_RULES_ALONE) + wording.OFFLINE_LIMITS


def usage(report: Report) -> str:
    """Calls, tokens and cost."""
    used = report.comparison.usage
    if not used.calls and not used.cached_calls:
        return "No language model was called"
    parts = [count(used.calls, "call")]
    if used.cached_calls:
        parts.append(f"{count(used.cached_calls, 'answer')} from the cache")
    parts.append(f"{used.prompt_tokens:,} tokens in, {used.completion_tokens:,} out")
    parts.append("price of the model unknown" if used.cost_usd is None else f"${used.cost_usd:.4f}")
    return " · ".join(parts)
