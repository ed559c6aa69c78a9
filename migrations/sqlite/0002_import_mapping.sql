-- How the columns of files of one shape are understood, as somebody settled it: kept under a name in an account. The
-- mapping holds heads and fields, no value of any row.

create table import_mapping (
    account_id blob not null references account (id) on delete cascade,
    id blob not null,
    name text not null,
    mapping text not null,
    saved_at integer not null,
    saved_by blob,
    primary key (account_id, id)
) strict;

create unique index import_mapping_name on import_mapping (account_id, name);
