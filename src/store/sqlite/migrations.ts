/**
 * The schema, as numbered steps that are only ever added to. Step n brings `PRAGMA user_version` from n - 1 to n.
 * JSON columns hold snake_case keys, as everything that people may read does.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,           -- milliseconds since 1970
    sweep TEXT NOT NULL,                   -- JSON: the parsed sweep
    sweep_text TEXT NOT NULL,
    sweep_file TEXT NOT NULL,
    engine TEXT NOT NULL,
    engine_version TEXT NOT NULL,
    threads INTEGER NOT NULL               -- per trial
  ) STRICT;

  CREATE TABLE trials (
    id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES runs (id),
    number INTEGER NOT NULL,
    key TEXT NOT NULL,
    params TEXT NOT NULL,                  -- JSON
    seed INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('running', 'complete', 'pruned', 'failed', 'interrupted')),
    attempts INTEGER NOT NULL,             -- how many were made; the last one's number
    value REAL,
    best_step INTEGER,
    seconds REAL NOT NULL DEFAULT 0,
    lease_holder TEXT,                     -- JSON: host, pid, started
    lease_milliseconds INTEGER NOT NULL,
    lease_expires_at INTEGER NOT NULL,
    UNIQUE (run_id, key)
  ) STRICT;
  CREATE INDEX trials_by_number ON trials (run_id, number);

  CREATE TABLE attempts (
    id INTEGER PRIMARY KEY,
    trial_id INTEGER NOT NULL REFERENCES trials (id),
    number INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    outcome TEXT,                          -- JSON: status with its metrics, reason or error; NULL while it runs
    UNIQUE (trial_id, number)
  ) STRICT;

  CREATE TABLE readings (
    attempt_id INTEGER NOT NULL REFERENCES attempts (id),
    step INTEGER NOT NULL,
    metrics TEXT NOT NULL,                 -- JSON: name -> number
    seconds REAL NOT NULL,
    PRIMARY KEY (attempt_id, step)
  ) STRICT, WITHOUT ROWID;

  -- The readings that count: those of every trial's last attempt.
  CREATE VIEW trial_readings AS
    SELECT runs.name AS run, trials.number AS trial, trials.key, readings.step, readings.metrics, readings.seconds
    FROM readings
    JOIN attempts ON attempts.id = readings.attempt_id
    JOIN trials ON trials.id = attempts.trial_id AND trials.attempts = attempts.number
    JOIN runs ON runs.id = trials.run_id;
  `,
  `
  ALTER TABLE runs ADD COLUMN device TEXT NOT NULL DEFAULT 'cpu' CHECK (device IN ('cpu', 'gpu'));
  `,
  `
  ALTER TABLE runs ADD COLUMN overrides TEXT;         -- JSON: list of texts
  ALTER TABLE runs ADD COLUMN provenance TEXT;        -- JSON
  ALTER TABLE runs ADD COLUMN identity TEXT;
  ALTER TABLE runs ADD COLUMN lease_holder TEXT;      -- JSON: host, pid, started
  ALTER TABLE runs ADD COLUMN lease_since INTEGER;
  ALTER TABLE runs ADD COLUMN lease_expires_at INTEGER;
  CREATE INDEX runs_by_identity ON runs (identity) WHERE identity IS NOT NULL;

  ALTER TABLE trials ADD COLUMN wanted INTEGER NOT NULL DEFAULT 1 CHECK (wanted IN (0, 1));
  ALTER TABLE trials ADD COLUMN reused_from TEXT;     -- name of a run
  ALTER TABLE trials ADD COLUMN continued_from TEXT;  -- key of a trial of the same run
  DROP INDEX trials_by_number;
  CREATE INDEX trials_by_number ON trials (run_id, wanted, number);
  -- Every trial stands in one of these two.
  CREATE INDEX trials_by_value ON trials (run_id, wanted, value, number) WHERE status = 'complete';
  CREATE INDEX trials_by_status ON trials (run_id, wanted, status, number) WHERE status <> 'complete';
  `,
]
