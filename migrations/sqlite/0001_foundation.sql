-- The tables of the first version. Every table that grows has account_id first in its key, so that an
-- account can be a shard; days are text (YYYY-MM-DD), instants are microseconds since 1970 in UTC.
-- The other database's file of the same number and name holds the same tables and columns.

-- Ours: teams, members, and those of them who may sign in.

create table team (
    id blob not null primary key,
    parent blob references team (id),
    name text not null,
    kind text not null
) strict;

create table member (
    id blob not null primary key,
    name text not null,
    team blob references team (id)
) strict;

create index member_team on member (team);

create table team_manager (
    team_id blob not null references team (id) on delete cascade,
    member_id blob not null references member (id) on delete cascade,
    given_at integer not null,
    given_by blob,
    primary key (team_id, member_id)
) strict;

create table "user" (
    member_id blob not null primary key references member (id),
    login text not null unique,
    password_hash text not null,
    language text,
    administrator_since integer,
    compliance_since integer,
    locked_at integer,
    created_at integer not null
) strict;

create table session (
    digest blob not null primary key,
    member_id blob not null references "user" (member_id) on delete cascade,
    created_at integer not null,
    used_at integer not null,
    expires_at integer not null
) strict;

create index session_member on session (member_id);

create table token (
    id blob not null primary key,
    member_id blob not null references "user" (member_id) on delete cascade,
    name text not null,
    digest blob not null unique,
    scopes text not null,
    accounts text,
    created_at integer not null,
    expires_at integer,
    used_at integer,
    revoked_at integer
) strict;

create index token_member on token (member_id);

-- One row: whether the instance has been set up, and the digest of the link that allows it.
create table setup (
    id integer primary key check (id = 1),
    token_digest blob,
    opened_at integer,
    done_at integer
) strict;

insert into setup (id) values (1);

-- Counters that tell other hosts that something they remember has changed.
create table counter (
    name text not null primary key,
    value integer not null
) strict;

insert into counter (name, value) values ('access', 0), ('preset', 0);

create table preset (
    name text not null primary key,
    body text not null,
    changed_at integer not null,
    changed_by blob
) strict;

-- Accounts. The number of the newest journal line is seq; whoever writes moves it by one.

create table account (
    id blob not null primary key,
    seq integer not null,
    created_at integer not null,
    name text not null,
    kind text,
    team blob references team (id),
    quiet_periods text not null,
    external_ids text not null
) strict;

create index account_team on account (team);

create table role (
    account_id blob not null references account (id) on delete cascade,
    member_id blob not null references member (id) on delete cascade,
    role text not null,
    given_at integer not null,
    given_by blob,
    primary key (account_id, member_id)
) strict;

create index role_member on role (member_id);

-- Above the waterline: structure. A unit's parent is checked by the program: rows of one file may name
-- a parent that follows later.

create table unit (
    account_id blob not null references account (id) on delete cascade,
    id blob not null,
    parent blob,
    name text not null,
    kind text,
    level text,
    outside text,
    "order" integer,
    position integer not null,
    from_on text,
    until_on text,
    external_ids text not null,
    primary key (account_id, id)
) strict, without rowid;

create table post (
    account_id blob not null,
    id blob not null,
    unit blob not null,
    title text not null,
    rank text,
    "order" integer,
    position integer not null,
    from_on text,
    until_on text,
    external_ids text not null,
    primary key (account_id, id),
    foreign key (account_id, unit) references unit (account_id, id)
) strict, without rowid;

create index post_unit on post (account_id, unit);

create table person (
    account_id blob not null references account (id) on delete cascade,
    id blob not null,
    name text not null,
    aliases text not null,
    email text,
    phone text,
    mobile text,
    external_ids text not null,
    primary key (account_id, id)
) strict, without rowid;

create table tenure (
    account_id blob not null,
    id blob not null,
    person blob not null,
    post blob not null,
    kind text not null,
    position integer not null,
    from_on text,
    until_on text,
    primary key (account_id, id),
    foreign key (account_id, person) references person (account_id, id),
    foreign key (account_id, post) references post (account_id, id)
) strict, without rowid;

create index tenure_person on tenure (account_id, person);
create index tenure_post on tenure (account_id, post);

create table line (
    account_id blob not null references account (id) on delete cascade,
    id blob not null,
    superior_post blob,
    superior_unit blob,
    subordinate_post blob,
    subordinate_unit blob,
    kind text not null,
    matter text,
    "primary" integer not null,
    from_on text,
    until_on text,
    primary key (account_id, id),
    foreign key (account_id, superior_post) references post (account_id, id),
    foreign key (account_id, superior_unit) references unit (account_id, id),
    foreign key (account_id, subordinate_post) references post (account_id, id),
    foreign key (account_id, subordinate_unit) references unit (account_id, id),
    check ((superior_post is null) <> (superior_unit is null)),
    check ((subordinate_post is null) <> (subordinate_unit is null))
) strict, without rowid;

create index line_superior_post on line (account_id, superior_post) where superior_post is not null;
create index line_superior_unit on line (account_id, superior_unit) where superior_unit is not null;
create index line_subordinate_post on line (account_id, subordinate_post) where subordinate_post is not null;
create index line_subordinate_unit on line (account_id, subordinate_unit) where subordinate_unit is not null;

-- Below the waterline: claims and what they need, deals and what belongs to them.

create table source (
    account_id blob not null references account (id) on delete cascade,
    id blob not null,
    label text not null,
    kind text not null,
    name text,
    readers text not null,
    primary key (account_id, id)
) strict;

create table deal (
    account_id blob not null references account (id) on delete cascade,
    id blob not null,
    name text not null,
    template text,
    procurement_mode text,
    state text not null,
    award_on text,
    quiet_periods text not null,
    tier text not null,
    readers text not null,
    external_ids text not null,
    primary key (account_id, id)
) strict;

create table claim (
    account_id blob not null,
    id blob not null,
    statement text not null,
    deal blob,
    source blob not null,
    source_kind text not null,
    grade text not null,
    observed_on text not null,
    expires_on text not null,
    review_on text,
    purpose text not null,
    basis text not null,
    tier text not null,
    readers text not null,
    contradicts blob,
    retracted_on text,
    primary key (account_id, id),
    foreign key (account_id, deal) references deal (account_id, id),
    foreign key (account_id, source) references source (account_id, id)
) strict;

create index claim_deal on claim (account_id, deal) where deal is not null;
create index claim_source on claim (account_id, source);

create table stage (
    account_id blob not null,
    id blob not null,
    deal blob not null,
    name text not null,
    "order" integer not null,
    rule text not null,
    planned_on text,
    done_on text,
    primary key (account_id, id),
    foreign key (account_id, deal) references deal (account_id, id)
) strict;

create index stage_deal on stage (account_id, deal);

create table seat (
    account_id blob not null,
    id blob not null,
    stage blob not null,
    sitter_person blob,
    sitter_post blob,
    votes integer not null,
    veto integer not null,
    tier text not null,
    readers text not null,
    primary key (account_id, id),
    foreign key (account_id, stage) references stage (account_id, id),
    foreign key (account_id, sitter_person) references person (account_id, id),
    foreign key (account_id, sitter_post) references post (account_id, id),
    check (sitter_person is null or sitter_post is null)
) strict;

create index seat_stage on seat (account_id, stage);
create index seat_sitter_person on seat (account_id, sitter_person) where sitter_person is not null;
create index seat_sitter_post on seat (account_id, sitter_post) where sitter_post is not null;

create table touch (
    account_id blob not null references account (id) on delete cascade,
    id blob not null,
    "on" text not null,
    members text not null,
    persons text not null,
    deal blob,
    channel text,
    outcome text,
    tier text not null,
    readers text not null,
    primary key (account_id, id),
    foreign key (account_id, deal) references deal (account_id, id)
) strict;

create index touch_deal on touch (account_id, deal) where deal is not null;

create table cause (
    account_id blob not null,
    id blob not null,
    deal blob not null,
    rib text not null,
    text text not null,
    parent blob,
    chance real,
    claims text not null,
    tier text not null,
    readers text not null,
    primary key (account_id, id),
    foreign key (account_id, deal) references deal (account_id, id)
) strict;

create index cause_deal on cause (account_id, deal);

create table action (
    account_id blob not null,
    id blob not null,
    deal blob not null,
    lever text,
    text text not null,
    owner blob,
    due_on text,
    done_on text,
    expected_change text,
    tier text not null,
    readers text not null,
    primary key (account_id, id),
    foreign key (account_id, deal) references deal (account_id, id)
) strict;

create index action_deal on action (account_id, deal);

-- What was written, by whom and when: one line a batch. An import's line keeps the compressed file
-- instead of the changes that it led to, and its inverse compressed as well.

create table journal (
    account_id blob not null references account (id) on delete cascade,
    seq integer not null,
    id blob not null,
    at integer not null,
    "by" blob,
    kind text not null,
    changes text,
    inverse text,
    undoes integer,
    digest blob not null,
    file_name text,
    file_digest blob,
    file_body blob,
    inverse_body blob,
    primary key (account_id, seq)
) strict;

-- People outside the program know a batch by its id: its number would tell how many batches they may not see.
create unique index journal_id on journal (account_id, id);
create index journal_undoes on journal (account_id, undoes) where undoes is not null;

-- Files on their way in, and what became of them. The body lies here until the import is committed,
-- then in its journal line.

create table import (
    account_id blob not null references account (id) on delete cascade,
    id blob not null,
    file_name text not null,
    digest blob not null,
    body blob,
    format text,
    mapping text,
    findings text,
    left_out text,
    created_at integer not null,
    created_by blob,
    committed_at integer,
    cancelled_at integer,
    seq integer,
    primary key (account_id, id)
) strict;

create index import_id on import (id);

-- What was answered to a request that carried a key, so that asking again has no second effect. Requests
-- that concern no account stand under the nil account.

create table idempotency (
    account_id blob not null,
    member_id blob not null,
    key text not null,
    digest blob not null,
    seq integer,
    answer text,
    at integer not null,
    primary key (account_id, member_id, key)
) strict;

create index idempotency_at on idempotency (at);

-- Links that show a drawing to somebody without a sign-in.

create table share (
    account_id blob not null references account (id) on delete cascade,
    id blob not null,
    digest blob not null unique,
    password_hash text,
    what text not null,
    created_at integer not null,
    created_by blob not null,
    expires_at integer not null,
    revoked_at integer,
    primary key (account_id, id)
) strict;

-- Whom the law made us forget; replayed after a backup is restored.

create table erasure (
    account_id blob not null,
    person_id blob not null,
    at integer not null,
    "by" blob,
    primary key (account_id, person_id)
) strict;
