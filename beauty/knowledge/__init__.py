"""What a beautician knows, read from data files."""

from beauty.knowledge.fields import Answer, AnswerField, check_answers, load_answer_fields
from beauty.knowledge.groups import (
    IngredientGroup,
    IngredientKnowledge,
    load_ingredient_groups,
)
from beauty.knowledge.rows import Condition
from beauty.knowledge.rules import (
    EXTRAS,
    STEPS,
    CareKnowledge,
    CareRule,
    Ingredient,
    MakeupRule,
    load_care,
    load_makeup_rules,
)
from beauty.knowledge.sources import RuleSource, load_sources

__all__ = [
    "EXTRAS",
    "STEPS",
    "Answer",
    "AnswerField",
    "CareKnowledge",
    "CareRule",
    "Condition",
    "Ingredient",
    "IngredientGroup",
    "IngredientKnowledge",
    "MakeupRule",
    "RuleSource",
    "check_answers",
    "load_answer_fields",
    "load_care",
    "load_ingredient_groups",
    "load_makeup_rules",
    "load_sources",
]
