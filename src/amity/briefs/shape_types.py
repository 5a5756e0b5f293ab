"""Field types that several REST shapes share."""

from typing import Annotated

from pydantic import Field

Minor = Annotated[int, Field(ge=0, lt=10**14, description="Whole minor units of the brief's currency.")]
Whole = Annotated[int, Field(ge=0, le=100_000 * 3600, description="Whole seconds.")]
Short = Annotated[str, Field(max_length=200)]
Long = Annotated[str, Field(max_length=5000)]
