"""Where most faces lie: people count once, and the file is what the app reads."""

import tomllib

import numpy as np

from training.ratio_ranges import medians, table


def test_each_person_counts_once_as_their_own_median():
    measured = np.array([[1.0, 10.0], [2.0, 20.0], [9.0, 90.0], [5.0, 50.0]])
    people = np.array(["ann", "ann", "ann", "bob"])
    np.testing.assert_array_equal(medians(measured, people), [[2.0, 20.0], [5.0, 50.0]])


def test_table_holds_the_percentiles_of_people():
    people = np.column_stack([np.arange(101.0), np.full(101, 7.0)])
    found = tomllib.loads(table(["wide", "long"], people, 400))
    assert found["people"] == 101
    assert found["range"] == {"wide": [5.0, 50.0, 95.0], "long": [7.0, 7.0, 7.0]}
