"""Counts calls, tokens and cost, and keeps the budget."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from llmtool.config import LlmSettings
from llmtool.errors import BudgetError, UsageError
from llmtool.schema import Usage


@dataclass(frozen=True)
class Price:
    """US dollars per token."""

    prompt: float
    completion: float

    def of(self, prompt_tokens: int, completion_tokens: int) -> float:
        """The cost of so many tokens, before any discount for repeated prompts."""
        return self.prompt * prompt_tokens + self.completion * completion_tokens


def price_of(settings: LlmSettings) -> Price | None:
    """The price of the model at the endpoint, or None where it is unknown. Source: genai-prices, no network."""
    from genai_prices import Usage as Tokens
    from genai_prices import calc_price

    million = 1_000_000

    def cost(tokens: Tokens) -> float:
        if settings.endpoint == "openai":
            found = calc_price(tokens, model_ref=settings.model, provider_id="openai")
        else:
            found = calc_price(tokens, model_ref=settings.model, provider_api_url=settings.base_url)
        return float(found.total_price) / million

    try:
        # A small prompt, because some models cost more per token from a certain length on.
        prompt = cost(Tokens(input_tokens=1000)) * 1000
        completion = cost(Tokens(output_tokens=1000)) * 1000
    except LookupError:
        return None
    return Price(prompt, completion)


class Meter:
    """What a run has used so far. Safe to share between threads.

    Before each call the most that it can cost is set aside. While calls are under way a call that does not fit waits
    until they have been paid: what they leave over may be enough.
    """

    def __init__(self, settings: LlmSettings) -> None:
        self._settings = settings
        self._price: Price | None = None
        self._price_known = False
        self._changed = threading.Condition()
        self._calls = self._hits = self._prompt = self._completion = 0
        self._reserved = 0.0
        self._in_flight = 0
        if settings.max_cost is not None and self.price() is None:
            raise UsageError(
                f"--max-cost can't be kept: the price of model {settings.model!r} at {settings.endpoint} is unknown; "
                "leave --max-cost out"
            )

    def price(self) -> Price | None:
        """The price of the model; looked up once, when it is first needed."""
        with self._changed:
            if not self._price_known:
                self._price = price_of(self._settings)
                self._price_known = True
            return self._price

    @contextmanager
    def reserved(self, prompt_tokens: int, completion_tokens: int) -> Iterator[None]:
        """Set the worst case of a call aside while it runs.

        Raises:
            BudgetError: the call could exceed ``max_cost``.

        """
        limit = self._settings.max_cost
        worst = 0.0
        if limit is not None and (price := self.price()) is not None:
            worst = price.of(prompt_tokens, completion_tokens)
            with self._changed:
                self._changed.wait_for(lambda: self._spent() + self._reserved + worst <= limit or self._in_flight == 0)
                if self._spent() + worst > limit:
                    raise BudgetError(
                        f"not asked: ${self._spent():.4f} is spent and this call may cost up to ${worst:.4f}, "
                        f"more than --max-cost {limit:g} leaves; raise it and run again, what is done is kept"
                    )
                self._reserved += worst
                self._in_flight += 1
        try:
            yield
        finally:
            if worst:
                with self._changed:
                    self._reserved -= worst
                    self._in_flight -= 1
                    self._changed.notify_all()

    def paid(self, prompt_tokens: int, completion_tokens: int) -> None:
        """Count a call that was answered, whether or not the answer is of use."""
        with self._changed:
            self._calls += 1
            self._prompt += prompt_tokens
            self._completion += completion_tokens

    def hit(self) -> None:
        """Count an answer that needed no call."""
        with self._changed:
            self._hits += 1

    def _spent(self) -> float:
        return self._price.of(self._prompt, self._completion) if self._price else 0.0

    def usage(self) -> Usage:
        """The counts so far; the price is looked up only where a call was made."""
        cost: float | None = 0.0
        if self._calls:
            price = self.price()
            cost = None if price is None else round(price.of(self._prompt, self._completion), 6)
        with self._changed:
            return Usage(
                calls=self._calls,
                cached_calls=self._hits,
                prompt_tokens=self._prompt,
                completion_tokens=self._completion,
                cost_usd=cost,
            )
