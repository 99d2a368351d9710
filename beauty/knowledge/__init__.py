"""What a beautician knows, read from data files."""

from beauty.knowledge.fields import Answer, AnswerField, check_answers, load_answer_fields
from beauty.knowledge.groups import (
    IngredientGroup,
    IngredientKnowledge,
    load_ingredient_groups,
)
from beauty.knowledge.rules import (
    STEPS,
    CareKnowledge,
    CareRule,
    Condition,
    Ingredient,
    MakeupRule,
    load_care,
    load_makeup_rules,
)

__all__ = [
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
    "check_answers",
    "load_answer_fields",
    "load_care",
    "load_ingredient_groups",
    "load_makeup_rules",
]
