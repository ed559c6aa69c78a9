//! People over HTTP; who leaves has all tenures ended and stays with all ties.

use super::record::resource;
use crate::model::person::{Person, PersonPatch};

resource! {
    Person in persons at "people", PeopleResponse;
    list list_people; get get_person; add add_person with AddPerson;
    change edit_person with EditPerson { PersonPatch };
    take end_person with EndPerson on day;
}
