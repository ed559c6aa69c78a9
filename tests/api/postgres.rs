//! The same answers on PostgreSQL.

use serde_json::json;

use crate::cluster::Cluster;
use crate::service::Service;

#[test]
fn batches_undo_roles_and_idempotency_work_on_postgres() {
    let cluster = Cluster::shared();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let service = Service::on(&cluster.new_database().await).await;
        let (lin, wang) = (service.user("lin").await, service.user("wang").await);
        let account = service.account(&lin, "海州市数据局").await;
        let base = format!("/api/v1/accounts/{account}");
        let key = [("idempotency-key", "1")];
        let person = json!({ "name": "王宁" });

        let first = service.send_json(&lin, "POST", &format!("{base}/people"), &key, &person).await.expect(201);
        let again = service.send_json(&lin, "POST", &format!("{base}/people"), &key, &person).await.expect(201);
        assert_eq!(first.bytes, again.bytes);
        service.get(&wang, &base).await.expect(404);
        let role = format!("{base}/roles/{}", wang.member);
        service.send_json(&lin, "PUT", &role, &[], &json!({ "role": "reader" })).await.expect(200);
        service.get(&wang, &base).await.expect(200);
        service.post(&wang, &format!("{base}/people"), json!({ "name": "x" })).await.expect(403);

        let undo = format!("{base}/changes/{}/undo", first.json()["batch"].as_str().unwrap());
        service.post(&lin, &undo, json!(null)).await.expect(201);
        let journal = service.get(&lin, &format!("{base}/changes")).await.expect(200).json();
        assert_eq!(journal["items"][0]["undoes"], first.json()["batch"]);
        assert_eq!(journal["items"][1]["undone_by"], journal["items"][0]["batch"]);
        service.app.store.database().close().await;
    });
}
