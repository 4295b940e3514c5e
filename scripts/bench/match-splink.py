"""The peer of scripts/bench/match.ts: the same comparisons and blocking in Splink. Prints one JSON line."""

import json
import logging
import resource
import sys
import time

import duckdb

start = time.perf_counter()
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

logging.disable(logging.CRITICAL)
records, truth = sys.argv[1:3]
connection = duckdb.connect()
connection.execute("SET threads = 2; SET memory_limit = '4GB'")
connection.execute(f"CREATE TABLE person AS SELECT * FROM read_parquet('{records}')")
rules = [
    ("first_name", "surname"),
    ("surname", "postcode"),
    ("surname", "birth_date"),
    ("first_name", "birth_date"),
    ("birth_date", "postcode"),
    ("street",),
    ("first_name", "postcode", "substr(birth_date, 1, 4)"),
    ("substr(first_name, 1, 3)", "substr(surname, 1, 3)", "substr(birth_date, 1, 4)"),
]


def name(column):
    return cl.JaroWinklerAtThresholds(column, [0.92, 0.8]).configure(term_frequency_adjustments=True)


def day(column):
    return f'try_strptime("{column}", \'%Y-%m-%d\')'


def within(days):
    return cll.CustomLevel(f"abs(datediff('day', {day('birth_date_l')}, {day('birth_date_r')})) <= {days}")


settings = SettingsCreator(
    link_type="dedupe_only",
    unique_id_column_name="record_id",
    comparisons=[
        name("first_name"),
        name("surname"),
        cl.CustomComparison(
            output_column_name="birth_date",
            comparison_levels=[
                cll.NullLevel("birth_date"),
                cll.ExactMatchLevel("birth_date"),
                cll.DamerauLevenshteinLevel("birth_date", 1),
                within(31),
                within(366),
                within(3653),
                cll.ElseLevel(),
            ],
        ),
        cl.CustomComparison(
            output_column_name="postcode",
            comparison_levels=[
                cll.NullLevel("postcode"),
                cll.ExactMatchLevel("postcode", term_frequency_adjustments=True),
                cll.DamerauLevenshteinLevel("postcode", 1),
                cll.CustomLevel('left("postcode_l", 2) = left("postcode_r", 2)'),
                cll.ElseLevel(),
            ],
        ),
        name("street"),
    ],
    blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules],
)
api = DuckDBAPI(connection=connection)
try:
    linker = Linker(api.register("person"), settings)
except (AttributeError, TypeError):
    linker = Linker("person", settings, db_api=api)
linker.training.estimate_probability_two_random_records_match([block_on("first_name", "surname", "birth_date")], recall=0.7)
linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
linker.training.estimate_parameters_using_expectation_maximisation(block_on("first_name", "surname"))
linker.training.estimate_parameters_using_expectation_maximisation(block_on("birth_date", "postcode"))
pairs = linker.inference.predict(threshold_match_weight=-100)
clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=0.5)
seconds = time.perf_counter() - start
usage = resource.getrusage(resource.RUSAGE_SELF)
table = pairs.physical_name
candidates, found = connection.execute(
    f"SELECT count(*), count(*) FILTER (match_probability >= 0.5) FROM {table}"
).fetchone()
connection.execute(f"CREATE TABLE truth AS SELECT * FROM read_parquet('{truth}')")
wanted = connection.execute("SELECT sum(n * (n - 1) / 2) FROM (SELECT count(*) AS n FROM truth GROUP BY cluster)").fetchone()[0]
right = connection.execute(
    f"""SELECT count(*) FROM {table} AS p JOIN truth AS a ON a.record_id = p.record_id_l
    JOIN truth AS b ON b.record_id = p.record_id_r AND b.cluster = a.cluster WHERE p.match_probability >= 0.5"""
).fetchone()[0]
print(
    json.dumps(
        {
            "seconds": seconds,
            "processorSeconds": usage.ru_utime + usage.ru_stime,
            "memoryMegabytes": usage.ru_maxrss / 1024,
            "candidates": candidates,
            "precision": right / found,
            "recall": right / wanted,
        }
    )
)
