-- How the columns of files of one shape are understood, as somebody settled it: kept under a name in an account. The
-- mapping holds heads and fields, no value of any row.

create table import_mapping (
    account_id uuid not null references account (id) on delete cascade,
    id uuid not null,
    name text not null,
    mapping text not null,
    saved_at bigint not null,
    saved_by uuid,
    primary key (account_id, id)
);

create unique index import_mapping_name on import_mapping (account_id, name);
