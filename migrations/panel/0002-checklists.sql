-- What people answered to the checklists of runbooks, about a version before its deployment. The newest answer to an item counts.
CREATE TABLE checklist_answers (
  seq INTEGER PRIMARY KEY,
  target_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  item TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'not-needed')),
  person TEXT NOT NULL,
  pc TEXT NOT NULL,
  note TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX checklist_answers_by_subject ON checklist_answers (target_id, subject, item, seq);
