//! Lists by command: what is not understood is told and can be said, and nothing is kept of what only was tried.

use std::fs;

use crate::program::Folder;

fn folder_with(list: &str) -> Folder {
    let folder = Folder::new();
    fs::write(folder.0.join("list.csv"), list).unwrap();
    folder
}

#[test]
fn columns_that_no_head_explains_are_taken_as_the_command_says() {
    let folder = folder_with("Liste der Leute\nWer,Was,Wo\nAda Field,Head,North\nBen Rowe,Clerk,South\n");

    let refused = folder.refused(&["import", "list.csv", "--account", "Harbour"]);
    let columns = ["--column", "A=name", "--column", "B=title", "--column", "C=unit", "--head-line", "2"];
    let tried =
        folder.done(&[&["import", "list.csv", "--account", "Harbour", "--dry-run"], columns.as_slice()].concat());
    folder.done(
        &[&["import", "list.csv", "--account", "Harbour", "--save-mapping", "Leute"], columns.as_slice()].concat(),
    );
    let again = folder.done(&["import", "list.csv", "--account", "Harbour", "--mapping", "Leute"]);
    let exported = folder.done(&["export", "--account", "Harbour", "--format", "csv", "--lang", "en", "-o", "-"]);

    assert!(refused.contains("No column of names was found") && refused.contains("--column"), "{refused}");
    assert!(tried.contains("new 2"), "{tried}");
    assert!(again.contains("unchanged 2") && again.contains("new 0"), "{again}");
    assert!(exported.contains("Ada Field") && exported.contains("South"), "{exported}");
    for (column, code, told) in
        [("Z=name", 1, "last column of the file is C"), ("A=nome", 2, "unknown variant"), ("A", 2, "as in A=name")]
    {
        let output = folder.run(&["import", "list.csv", "--account", "Harbour", "--column", column]);
        let refusal = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(code) && refusal.contains(told), "{column}: {refusal}");
    }
}

#[test]
fn what_is_not_used_of_a_file_is_told_and_a_rehearsal_ends_as_the_import_would() {
    let folder = folder_with("姓名,部门,星座\n沈砚秋,办公室,白羊\n");
    let output = folder.run(&["import", "list.csv", "--account", "海州市数据局", "--dry-run"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && told.contains("星座"), "{told}");

    let empty = folder_with("姓名,部门,职务\n");
    let tried = empty.refused(&["import", "list.csv", "--account", "海州市数据局", "--dry-run"]);
    let done = empty.refused(&["import", "list.csv", "--account", "海州市数据局"]);
    assert_eq!(tried, done);
    assert!(tried.contains("nothing to put into the new account"), "{tried}");
}
