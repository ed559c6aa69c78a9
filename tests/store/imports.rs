//! Files on their way in, presets, and answers that are kept.

use std::sync::Arc;

use waterline::model::packed_file::PackedFile;
use waterline::store::{
    BatchKind, IdempotencyKey, ImportMapping, ImportedFile, NewImport, PresetOverride, Understanding, WriteContext,
    WriteError,
};

use crate::sample::{NOW, add_person, id, operator, store, stored_account};

db_test! {
    async fn a_staged_file_is_kept_until_it_is_committed(test) {
        let store = store(&test);
        let account = stored_account(&store, "Harbour Authority").await;
        let import = id();
        let body = "姓名,职务\n周敏,主任\n".repeat(1000).into_bytes();
        let new = NewImport {
            id: import,
            account,
            file_name: "通讯录.csv".to_owned(),
            body: PackedFile::of(&body),
            at: NOW,
            by: None,
        };
        store.stage_import(new).await.unwrap();
        let understanding = Understanding {
            format: Some("csv".to_owned()),
            mapping: Some(r#"{"name":0}"#.to_owned()),
            findings: Some("[]".to_owned()),
            left_out: Some("[\"a\\u0000b\"]".to_owned()),
        };
        store.note_understanding(account, import, &understanding).await.unwrap();
        assert_eq!(store.import_body(account, import).await.unwrap(), Some(PackedFile::of(&body)));

        let (_, add) = add_person("周敏");
        let context = || WriteContext {
            batch: None,
            file: Some(Arc::new(ImportedFile {
                name: "通讯录.csv".to_owned(),
                body: PackedFile::of(&body),
                import: Some(import),
                written: Arc::default(),
            })),
            ..operator()
        };
        let written = store.write(account, vec![add], context()).await.unwrap();

        let kept = store.import(import).await.unwrap().unwrap();
        assert_eq!((kept.seq, kept.committed_at), (Some(written.seq), Some(NOW)));
        assert_eq!(kept.left_out, understanding.left_out);
        assert_eq!(store.import_body(account, import).await.unwrap(), None);
        assert_eq!(store.imports(account).await.unwrap(), [kept]);
        let line = store.journal_line(account, written.seq).await.unwrap().unwrap();
        assert_eq!(line.kind, BatchKind::Import);
        assert_eq!(line.file_name.as_deref(), Some("通讯录.csv"));
        assert!(line.changes.is_empty());
        assert_eq!(line.inverse.0.len(), 1);
        assert_eq!(store.journal_file(account, written.seq).await.unwrap(), Some(body.clone()));

        let (_, again) = add_person("周敏");
        let twice = store.write(account, vec![again], context()).await;
        assert!(matches!(twice, Err(WriteError::Store(_))));
        store.undo(account, written.seq, operator()).await.unwrap();
        assert!(store.map(account).await.unwrap().record(line.inverse.0[0].record()).is_none());
    }
}

db_test! {
    async fn a_cancelled_file_is_forgotten(test) {
        let store = store(&test);
        let account = stored_account(&store, "Harbour Authority").await;
        let import = id();
        let new = NewImport {
            id: import,
            account,
            file_name: "contacts.csv".to_owned(),
            body: PackedFile::of(b"name\nAda Field\n"),
            at: NOW,
            by: None,
        };
        store.stage_import(new).await.unwrap();

        store.cancel_import(account, import, NOW).await.unwrap();

        assert_eq!(store.import_body(account, import).await.unwrap(), None);
        let kept = store.import(import).await.unwrap().unwrap();
        assert_eq!(kept.cancelled_at, Some(NOW));
    }
}

db_test! {
    async fn an_answer_is_kept_until_its_key_is_forgotten(test) {
        let store = store(&test);
        let key = IdempotencyKey {
            key: "key-1".to_owned(),
            digest: vec![1; 32],
            answer: r#"{"id":1}"#.to_owned(),
        };
        assert_eq!(store.answered(None, "key-1").await.unwrap(), None);

        store.keep_answer(None, &key, NOW).await.unwrap();

        let kept = store.answered(None, "key-1").await.unwrap().unwrap();
        assert_eq!((kept.digest, kept.answer), (key.digest.clone(), key.answer.clone()));
        assert!(store.keep_answer(None, &key, NOW).await.is_err());
        assert_eq!(store.forget_keys_before(NOW).await.unwrap(), 0);
        assert_eq!(store.forget_keys_before(NOW.plus_seconds(1)).await.unwrap(), 1);
    }
}

db_test! {
    async fn a_preset_of_the_instance_replaces_and_gives_way(test) {
        let store = store(&test);
        let before = store.preset_version().await.unwrap();
        let put = async |name: &str, body: &str| {
            let preset = PresetOverride { name: name.to_owned(), body: body.to_owned() };
            store.put_preset(&preset, NOW, None).await
        };

        put("tie_kinds", "[1]").await.unwrap();
        put("Scales", "[2]").await.unwrap();
        put("tie_kinds", "[3]").await.unwrap();
        let refused = put("tie_kinds", "{").await;

        let kept = store.preset_overrides().await.unwrap();
        let kept: Vec<_> = kept.iter().map(|preset| (preset.name.as_str(), preset.body.as_str())).collect();
        assert_eq!(kept, [("Scales", "[2]"), ("tie_kinds", "[3]")]);
        assert!(refused.unwrap_err().to_string().contains("tie_kinds"));
        assert_eq!(store.preset_version().await.unwrap(), before + 3);
        store.drop_preset("tie_kinds").await.unwrap();
        assert_eq!(store.preset_overrides().await.unwrap().len(), 1);
    }
}

db_test! {
    async fn a_mapping_is_kept_once_under_its_name_and_forgotten(test) {
        let store = store(&test);
        let (account, other) = (stored_account(&store, "A").await, stored_account(&store, "B").await);
        let mapping = |name: &str, text: &str| ImportMapping {
            id: id(),
            account,
            name: name.to_owned(),
            mapping: text.to_owned(),
            saved_at: NOW,
            saved_by: None,
        };

        let first = store.save_import_mapping(&mapping("名册", "{}")).await.unwrap();
        let second = store.save_import_mapping(&mapping("名册", "[]")).await.unwrap();

        assert_eq!((first.id, second.mapping.as_str()), (second.id, "[]"));
        assert_eq!(store.import_mappings(account).await.unwrap(), [second]);
        assert_eq!(store.import_mappings(other).await.unwrap(), []);
        assert!(!store.drop_import_mapping(other, first.id).await.unwrap(), "of another account");
        assert!(store.drop_import_mapping(account, first.id).await.unwrap());
        assert_eq!(store.import_mappings(account).await.unwrap(), []);
    }
}
