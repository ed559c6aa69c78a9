//! Users, sessions, tokens, roles, teams and set-up: what is kept, what is refused, what is counted.

use waterline::model::id::{AccountId, TeamId};
use waterline::model::team::{Team, TeamKind};
use waterline::store::{ApiToken, Role, RoleGiven, Session, SetupState, StoreError};

use crate::sample::{NOW, id, new_user, store, stored_account};

db_test! {
    async fn set_up_makes_the_first_user_once(test) {
        let store = store(&test);
        assert_eq!(store.setup_state().await.unwrap(), SetupState::Closed);
        store.open_setup(&[1; 32], NOW).await.unwrap();
        store.open_setup(&[2; 32], NOW).await.unwrap();
        let mut first = new_user("Ada Field", "Ada@Example.org");
        first.administrator_since = Some(NOW);

        let old_link = store.finish_setup(&[1; 32], &first, NOW).await;
        assert_eq!(store.setup_state().await.unwrap(), SetupState::Open([2; 32]));
        store.finish_setup(&[2; 32], &first, NOW).await.unwrap();
        let again = store.finish_setup(&[2; 32], &new_user("Ben", "ben"), NOW).await;
        store.open_setup(&[3; 32], NOW).await.unwrap();

        assert!(matches!(old_link, Err(StoreError::Conflict { .. })));
        assert!(matches!(again, Err(StoreError::Conflict { .. })));
        assert_eq!(store.setup_state().await.unwrap(), SetupState::Done);
        let (user, hash) = store.user_by_login("ada@example.ORG").await.unwrap().unwrap();
        assert_eq!((user.member.name.as_str(), hash.as_str()), ("Ada Field", "$argon2id$fictional"));
        assert_eq!(store.users().await.unwrap(), [user]);
    }
}

db_test! {
    async fn a_login_belongs_to_one_user(test) {
        let store = store(&test);
        store.create_user(&new_user("Ada Field", "ada"), NOW).await.unwrap();

        let error = store.create_user(&new_user("Ada Meadow", "ADA"), NOW).await.unwrap_err();

        assert!(error.to_string().contains("ADA"), "{error}");
        assert_eq!(store.users().await.unwrap().len(), 1);
        assert_eq!(store.members().await.unwrap().len(), 1);
    }
}

db_test! {
    async fn the_last_administrator_stays_one(test) {
        let store = store(&test);
        let mut ada = new_user("Ada Field", "ada");
        ada.administrator_since = Some(NOW);
        let ben = new_user("Ben Rowe", "ben");
        store.create_user(&ada, NOW).await.unwrap();
        store.create_user(&ben, NOW).await.unwrap();

        let demoted = store.set_administrator(ada.member.id, None).await;
        let locked = store.set_locked(ada.member.id, Some(NOW)).await;
        assert!(matches!(demoted, Err(StoreError::Conflict { .. })));
        assert!(matches!(locked, Err(StoreError::Conflict { .. })));

        store.set_administrator(ben.member.id, Some(NOW)).await.unwrap();
        store.set_administrator(ada.member.id, None).await.unwrap();
        let ada = store.user(ada.member.id).await.unwrap().unwrap();
        assert_eq!(ada.administrator_since, None);
    }
}

db_test! {
    async fn a_session_ends_by_time_by_lock_by_password_and_by_wish(test) {
        let store = store(&test);
        let mut ada = new_user("Ada Field", "ada");
        ada.administrator_since = Some(NOW);
        store.create_user(&ada, NOW).await.unwrap();
        let ben = new_user("Ben Rowe", "ben");
        store.create_user(&ben, NOW).await.unwrap();
        let session = Session {
            member: ben.member.id,
            created_at: NOW,
            used_at: NOW,
            expires_at: NOW.plus_seconds(60),
        };
        let is_open = async |digest: u8, seconds: i64| {
            store.session(&[digest; 32], NOW.plus_seconds(seconds)).await.unwrap().is_some()
        };

        store.open_session(&[1; 32], &session).await.unwrap();
        assert_eq!(store.session(&[1; 32], NOW).await.unwrap(), Some(session.clone()));
        assert!(!is_open(2, 0).await);
        assert!(!is_open(1, 60).await);
        store.extend_session(&[1; 32], NOW.plus_seconds(30), NOW.plus_seconds(90)).await.unwrap();
        assert!(is_open(1, 60).await);

        store.set_locked(ben.member.id, Some(NOW)).await.unwrap();
        assert!(!is_open(1, 0).await);
        store.set_locked(ben.member.id, None).await.unwrap();
        assert!(!is_open(1, 0).await);

        store.open_session(&[3; 32], &session).await.unwrap();
        store.set_password(ben.member.id, "$argon2id$other").await.unwrap();
        assert!(!is_open(3, 0).await);

        store.open_session(&[4; 32], &session).await.unwrap();
        store.end_session(&[4; 32]).await.unwrap();
        assert!(!is_open(4, 0).await);

        store.open_session(&[5; 32], &session).await.unwrap();
        store.forget_sessions_before(NOW.plus_seconds(60)).await.unwrap();
        assert!(!is_open(5, 0).await);
    }
}

db_test! {
    async fn a_token_is_good_until_it_expires_or_is_revoked_by_its_user(test) {
        let store = store(&test);
        let ada = new_user("Ada Field", "ada");
        let ben = new_user("Ben Rowe", "ben");
        store.create_user(&ada, NOW).await.unwrap();
        store.create_user(&ben, NOW).await.unwrap();
        let token = ApiToken {
            id: id(),
            member: ada.member.id,
            name: "nightly push".to_owned(),
            scopes: vec!["read".to_owned(), "write".to_owned()],
            accounts: Some(vec![AccountId(id())]),
            created_at: NOW,
            expires_at: Some(NOW.plus_seconds(60)),
            used_at: None,
            revoked_at: None,
        };

        store.create_token(&[1; 32], &token).await.unwrap();
        assert_eq!(store.token(&[1; 32], NOW).await.unwrap(), Some(token.clone()));
        assert_eq!(store.token(&[1; 32], NOW.plus_seconds(60)).await.unwrap(), None);
        store.note_token_use(token.id, NOW.plus_seconds(1)).await.unwrap();
        assert!(!store.revoke_token(ben.member.id, token.id, NOW).await.unwrap());
        assert!(store.token(&[1; 32], NOW).await.unwrap().is_some());
        assert!(store.revoke_token(ada.member.id, token.id, NOW).await.unwrap());

        assert_eq!(store.token(&[1; 32], NOW).await.unwrap(), None);
        let kept = store.tokens_of(ada.member.id).await.unwrap();
        assert_eq!(kept[0].revoked_at, Some(NOW));
        assert_eq!(kept[0].used_at, Some(NOW.plus_seconds(1)));
    }
}

db_test! {
    async fn whoever_makes_an_account_owns_it_and_the_last_owner_stays(test) {
        let store = store(&test);
        let ada = new_user("Ada Field", "ada");
        let ben = new_user("Ben Rowe", "ben");
        store.create_user(&ada, NOW).await.unwrap();
        store.create_user(&ben, NOW).await.unwrap();
        let account = crate::sample::account("Harbour Authority");
        let account_id = account.id;
        store.create_account(account, Some(ada.member.id), NOW).await.unwrap();
        let give = async |member, role| {
            let given = RoleGiven { account: account_id, member, role, given_at: NOW, given_by: None };
            store.give_role(&given).await
        };

        let taken = store.take_role(account_id, ada.member.id).await;
        let demoted = give(ada.member.id, Role::Editor).await;
        assert!(matches!(taken, Err(StoreError::Conflict { .. })));
        assert!(matches!(demoted, Err(StoreError::Conflict { .. })));

        give(ben.member.id, Role::Owner).await.unwrap();
        give(ada.member.id, Role::Reader).await.unwrap();
        let roles = store.roles_in(account_id).await.unwrap();
        let of = |member| roles.iter().find(|given| given.member == member).map(|given| given.role);
        assert_eq!((of(ada.member.id), of(ben.member.id)), (Some(Role::Reader), Some(Role::Owner)));
        assert_eq!(store.roles_of(ben.member.id).await.unwrap().len(), 1);
        store.take_role(account_id, ada.member.id).await.unwrap();
        assert_eq!(store.roles_in(account_id).await.unwrap().len(), 1);
    }
}

db_test! {
    async fn a_team_never_stands_under_itself(test) {
        let store = store(&test);
        let team = |parent: Option<TeamId>, name: &str| Team {
            id: TeamId(id()),
            parent,
            name: name.to_owned(),
            kind: TeamKind::Region,
        };
        let mut headquarters = team(None, "总部");
        let region = team(Some(headquarters.id), "华东");
        store.put_team(&headquarters).await.unwrap();
        store.put_team(&region).await.unwrap();

        headquarters.parent = Some(region.id);
        let circle = store.put_team(&headquarters).await;

        assert!(matches!(circle, Err(StoreError::Conflict { .. })));
        let names: Vec<String> = store.teams().await.unwrap().into_iter().map(|team| team.name).collect();
        assert_eq!(names, ["总部", "华东"]);
    }
}

db_test! {
    async fn every_change_of_access_moves_the_counter_on(test) {
        let store = store(&test);
        let mut version = store.access_version().await.unwrap();
        let mut moved = async |what: &str| {
            let now = store.access_version().await.unwrap();
            assert!(now > version, "{what} did not count");
            version = now;
        };
        let mut ada = new_user("Ada Field", "ada");
        ada.administrator_since = Some(NOW);

        store.create_user(&ada, NOW).await.unwrap();
        moved("a new user").await;
        store.set_password(ada.member.id, "$argon2id$other").await.unwrap();
        moved("a new password").await;
        store.set_administrator(ada.member.id, Some(NOW)).await.unwrap();
        moved("a new administrator").await;
        store.put_member(&ada.member).await.unwrap();
        moved("a member").await;
        let team = Team { id: TeamId(id()), parent: None, name: "华东".to_owned(), kind: TeamKind::Team };
        store.put_team(&team).await.unwrap();
        moved("a team").await;
        store.appoint_team_manager(team.id, ada.member.id, NOW, None).await.unwrap();
        moved("a manager").await;
        assert_eq!(store.teams_managed_by(ada.member.id).await.unwrap(), [team.id]);
        store.dismiss_team_manager(team.id, ada.member.id).await.unwrap();
        moved("a manager dismissed").await;
        let account = stored_account(&store, "Harbour Authority").await;
        let given = RoleGiven {
            account,
            member: ada.member.id,
            role: Role::Reader,
            given_at: NOW,
            given_by: None,
        };
        store.give_role(&given).await.unwrap();
        moved("a role").await;
        store.take_role(account, ada.member.id).await.unwrap();
        moved("a role taken").await;
        store.end_session(&[9; 32]).await.unwrap();
        moved("a session ended").await;
    }
}
