//! Presets that an administrator of this instance has put in place of those that come with the program.

use super::Store;
use super::counter::count_preset_change;
use super::error::StoreError;
use super::instant::Instant;
use crate::model::id::MemberId;

/// A preset of this instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PresetOverride {
    /// Which preset it replaces.
    pub name: String,
    /// Its body, as JSON.
    pub body: String,
}

impl Store {
    /// All presets of this instance, in the order of their names.
    pub async fn preset_overrides(&self) -> Result<Vec<PresetOverride>, StoreError> {
        let sql = "
            select name, cast(body as text)
            from preset
            order by name";
        let mut transaction = self.database().read().await?;
        let mut rows: Vec<(String, String)> = on!(&mut transaction, |c| sqlx::query_as(sql).fetch_all(c).await)?;
        // The databases may sort letters by different rules.
        rows.sort();
        Ok(rows.into_iter().map(|(name, body)| PresetOverride { name, body }).collect())
    }

    /// Puts a preset in place of the one that comes with the program.
    pub async fn put_preset(
        &self,
        preset: &PresetOverride,
        at: Instant,
        by: Option<MemberId>,
    ) -> Result<(), StoreError> {
        let body: serde_json::Value = serde_json::from_str(&preset.body).map_err(|error| {
            StoreError::conflict(
                format!("预设“{}”不是 JSON：{error}", preset.name),
                format!("the preset “{}” is not JSON: {error}", preset.name),
            )
        })?;
        let sql = "
            insert into preset (name, body, changed_at, changed_by)
            values ($1, $2, $3, $4)
            on conflict (name) do update
            set body = excluded.body,
                changed_at = excluded.changed_at,
                changed_by = excluded.changed_by";
        let mut transaction = self.database().write().await?;
        on!(&mut transaction, |c| sqlx::query(sql)
            .bind(preset.name.as_str())
            .bind(sqlx::types::Json(&body))
            .bind(at.0)
            .bind(by.map(|member| member.0))
            .execute(c)
            .await
            .map(drop))?;
        count_preset_change(&mut transaction).await?;
        transaction.commit().await
    }

    /// Goes back to the preset that comes with the program.
    pub async fn drop_preset(&self, name: &str) -> Result<(), StoreError> {
        let mut transaction = self.database().write().await?;
        on!(&mut transaction, |c| sqlx::query("delete from preset where name = $1")
            .bind(name)
            .execute(c)
            .await
            .map(drop))?;
        count_preset_change(&mut transaction).await?;
        transaction.commit().await
    }
}
