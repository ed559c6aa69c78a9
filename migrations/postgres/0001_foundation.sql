-- The tables of the first version. Every table that grows has account_id first in its key, so that an
-- account can be a shard; days are text (YYYY-MM-DD), instants are microseconds since 1970 in UTC.
-- The other database's file of the same number and name holds the same tables and columns.

-- Ours: teams, members, and those of them who may sign in.

create table team (
    id uuid not null primary key,
    parent uuid references team (id),
    name text not null,
    kind text not null
);

create table member (
    id uuid not null primary key,
    name text not null,
    team uuid references team (id)
);

create index member_team on member (team);

create table team_manager (
    team_id uuid not null references team (id) on delete cascade,
    member_id uuid not null references member (id) on delete cascade,
    given_at bigint not null,
    given_by uuid,
    primary key (team_id, member_id)
);

create table "user" (
    member_id uuid not null primary key references member (id),
    login text not null unique,
    password_hash text not null,
    language text,
    administrator_since bigint,
    compliance_since bigint,
    locked_at bigint,
    created_at bigint not null
);

create table session (
    digest bytea not null primary key,
    member_id uuid not null references "user" (member_id) on delete cascade,
    created_at bigint not null,
    used_at bigint not null,
    expires_at bigint not null
);

create index session_member on session (member_id);

create table token (
    id uuid not null primary key,
    member_id uuid not null references "user" (member_id) on delete cascade,
    name text not null,
    digest bytea not null unique,
    scopes jsonb not null,
    accounts jsonb,
    created_at bigint not null,
    expires_at bigint,
    used_at bigint,
    revoked_at bigint
);

create index token_member on token (member_id);

-- One row: whether the instance has been set up, and the digest of the link that allows it.
create table setup (
    id bigint primary key check (id = 1),
    token_digest bytea,
    opened_at bigint,
    done_at bigint
);

insert into setup (id) values (1);

-- Counters that tell other hosts that something they remember has changed.
create table counter (
    name text not null primary key,
    value bigint not null
);

insert into counter (name, value) values ('access', 0), ('preset', 0);

create table preset (
    name text not null primary key,
    body jsonb not null,
    changed_at bigint not null,
    changed_by uuid
);

-- Accounts. The number of the newest journal line is seq; whoever writes moves it by one.

create table account (
    id uuid not null primary key,
    seq bigint not null,
    created_at bigint not null,
    name text not null,
    kind text,
    team uuid references team (id),
    quiet_periods jsonb not null,
    external_ids jsonb not null
);

create index account_team on account (team);

create table role (
    account_id uuid not null references account (id) on delete cascade,
    member_id uuid not null references member (id) on delete cascade,
    role text not null,
    given_at bigint not null,
    given_by uuid,
    primary key (account_id, member_id)
);

create index role_member on role (member_id);

-- Above the waterline: structure. A unit's parent is checked by the program: rows of one file may name
-- a parent that follows later.

create table unit (
    account_id uuid not null references account (id) on delete cascade,
    id uuid not null,
    parent uuid,
    name text not null,
    kind text,
    level text,
    outside text,
    "order" bigint,
    position bigint not null,
    from_on text,
    until_on text,
    external_ids jsonb not null,
    primary key (account_id, id)
);

create table post (
    account_id uuid not null,
    id uuid not null,
    unit uuid not null,
    title text not null,
    rank jsonb,
    "order" bigint,
    position bigint not null,
    from_on text,
    until_on text,
    external_ids jsonb not null,
    primary key (account_id, id),
    foreign key (account_id, unit) references unit (account_id, id)
);

create index post_unit on post (account_id, unit);

create table person (
    account_id uuid not null references account (id) on delete cascade,
    id uuid not null,
    name text not null,
    aliases jsonb not null,
    email text,
    phone text,
    mobile text,
    external_ids jsonb not null,
    primary key (account_id, id)
);

create table tenure (
    account_id uuid not null,
    id uuid not null,
    person uuid not null,
    post uuid not null,
    kind text not null,
    position bigint not null,
    from_on text,
    until_on text,
    primary key (account_id, id),
    foreign key (account_id, person) references person (account_id, id),
    foreign key (account_id, post) references post (account_id, id)
);

create index tenure_person on tenure (account_id, person);
create index tenure_post on tenure (account_id, post);

create table line (
    account_id uuid not null references account (id) on delete cascade,
    id uuid not null,
    superior_post uuid,
    superior_unit uuid,
    subordinate_post uuid,
    subordinate_unit uuid,
    kind text not null,
    matter text,
    "primary" boolean not null,
    from_on text,
    until_on text,
    primary key (account_id, id),
    foreign key (account_id, superior_post) references post (account_id, id),
    foreign key (account_id, superior_unit) references unit (account_id, id),
    foreign key (account_id, subordinate_post) references post (account_id, id),
    foreign key (account_id, subordinate_unit) references unit (account_id, id),
    check ((superior_post is null) <> (superior_unit is null)),
    check ((subordinate_post is null) <> (subordinate_unit is null))
);

create index line_superior_post on line (account_id, superior_post) where superior_post is not null;
create index line_superior_unit on line (account_id, superior_unit) where superior_unit is not null;
create index line_subordinate_post on line (account_id, subordinate_post) where subordinate_post is not null;
create index line_subordinate_unit on line (account_id, subordinate_unit) where subordinate_unit is not null;

-- Below the waterline: claims and what they need, deals and what belongs to them.

create table source (
    account_id uuid not null references account (id) on delete cascade,
    id uuid not null,
    label text not null,
    kind text not null,
    name text,
    readers jsonb not null,
    primary key (account_id, id)
);

create table deal (
    account_id uuid not null references account (id) on delete cascade,
    id uuid not null,
    name text not null,
    template text,
    procurement_mode text,
    state text not null,
    award_on text,
    quiet_periods jsonb not null,
    tier text not null,
    readers jsonb not null,
    external_ids jsonb not null,
    primary key (account_id, id)
);

create table claim (
    account_id uuid not null,
    id uuid not null,
    statement jsonb not null,
    deal uuid,
    source uuid not null,
    source_kind text not null,
    grade text not null,
    observed_on text not null,
    expires_on text not null,
    review_on text,
    purpose text not null,
    basis text not null,
    tier text not null,
    readers jsonb not null,
    contradicts uuid,
    retracted_on text,
    primary key (account_id, id),
    foreign key (account_id, deal) references deal (account_id, id),
    foreign key (account_id, source) references source (account_id, id)
);

create index claim_deal on claim (account_id, deal) where deal is not null;
create index claim_source on claim (account_id, source);

create table stage (
    account_id uuid not null,
    id uuid not null,
    deal uuid not null,
    name text not null,
    "order" bigint not null,
    rule jsonb not null,
    planned_on text,
    done_on text,
    primary key (account_id, id),
    foreign key (account_id, deal) references deal (account_id, id)
);

create index stage_deal on stage (account_id, deal);

create table seat (
    account_id uuid not null,
    id uuid not null,
    stage uuid not null,
    sitter_person uuid,
    sitter_post uuid,
    votes bigint not null,
    veto boolean not null,
    tier text not null,
    readers jsonb not null,
    primary key (account_id, id),
    foreign key (account_id, stage) references stage (account_id, id),
    foreign key (account_id, sitter_person) references person (account_id, id),
    foreign key (account_id, sitter_post) references post (account_id, id),
    check (sitter_person is null or sitter_post is null)
);

create index seat_stage on seat (account_id, stage);
create index seat_sitter_person on seat (account_id, sitter_person) where sitter_person is not null;
create index seat_sitter_post on seat (account_id, sitter_post) where sitter_post is not null;

create table touch (
    account_id uuid not null references account (id) on delete cascade,
    id uuid not null,
    "on" text not null,
    members jsonb not null,
    persons jsonb not null,
    deal uuid,
    channel text,
    outcome text,
    tier text not null,
    readers jsonb not null,
    primary key (account_id, id),
    foreign key (account_id, deal) references deal (account_id, id)
);

create index touch_deal on touch (account_id, deal) where deal is not null;

create table cause (
    account_id uuid not null,
    id uuid not null,
    deal uuid not null,
    rib text not null,
    text text not null,
    parent uuid,
    chance double precision,
    claims jsonb not null,
    tier text not null,
    readers jsonb not null,
    primary key (account_id, id),
    foreign key (account_id, deal) references deal (account_id, id)
);

create index cause_deal on cause (account_id, deal);

create table action (
    account_id uuid not null,
    id uuid not null,
    deal uuid not null,
    lever text,
    text text not null,
    owner uuid,
    due_on text,
    done_on text,
    expected_change text,
    tier text not null,
    readers jsonb not null,
    primary key (account_id, id),
    foreign key (account_id, deal) references deal (account_id, id)
);

create index action_deal on action (account_id, deal);

-- What was written, by whom and when: one line a batch. An import's line keeps the compressed file
-- instead of the changes that it led to, and its inverse compressed as well.

create table journal (
    account_id uuid not null references account (id) on delete cascade,
    seq bigint not null,
    id uuid not null,
    at bigint not null,
    "by" uuid,
    kind text not null,
    changes text,
    inverse text,
    undoes bigint,
    digest bytea not null,
    file_name text,
    file_digest bytea,
    file_body bytea,
    inverse_body bytea,
    primary key (account_id, seq)
);

-- People outside the program know a batch by its id: its number would tell how many batches they may not see.
create unique index journal_id on journal (account_id, id);
create index journal_undoes on journal (account_id, undoes) where undoes is not null;

-- Files on their way in, and what became of them. The body lies here until the import is committed,
-- then in its journal line.

create table import (
    account_id uuid not null references account (id) on delete cascade,
    id uuid not null,
    file_name text not null,
    digest bytea not null,
    body bytea,
    format text,
    mapping text,
    findings text,
    left_out text,
    created_at bigint not null,
    created_by uuid,
    committed_at bigint,
    cancelled_at bigint,
    seq bigint,
    primary key (account_id, id)
);

create index import_id on import (id);

-- What was answered to a request that carried a key, so that asking again has no second effect. Requests
-- that concern no account stand under the nil account.

create table idempotency (
    account_id uuid not null,
    member_id uuid not null,
    key text not null,
    digest bytea not null,
    seq bigint,
    answer text,
    at bigint not null,
    primary key (account_id, member_id, key)
);

create index idempotency_at on idempotency (at);

-- Links that show a drawing to somebody without a sign-in.

create table share (
    account_id uuid not null references account (id) on delete cascade,
    id uuid not null,
    digest bytea not null unique,
    password_hash text,
    what jsonb not null,
    created_at bigint not null,
    created_by uuid not null,
    expires_at bigint not null,
    revoked_at bigint,
    primary key (account_id, id)
);

-- Whom the law made us forget; replayed after a backup is restored.

create table erasure (
    account_id uuid not null,
    person_id uuid not null,
    at bigint not null,
    "by" uuid,
    primary key (account_id, person_id)
);
