//! Products, and the seats that reach them.

use caseport_shared::api::product::{AccountManager, MaintenanceWindow, OrganizationRef, ProductSummary, SeatView};
use caseport_shared::product::ProductKind;
use jiff::Timestamp;
use jiff::civil::Date;

use super::people::limit_value;
use super::{Row, StoreError, Tx, Value};

/// A product as it is written down; texts are clean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewProduct {
    /// Stable name.
    pub slug: String,
    /// Name.
    pub name: String,
    /// What sort.
    pub kind: Option<ProductKind>,
    /// Where it runs.
    pub environment: Option<String>,
    /// Technical account manager, name and address.
    pub account_manager: Option<(String, String)>,
    /// What runs now.
    pub current_version: Option<String>,
    /// What comes next.
    pub upgrade_version: Option<String>,
    /// And when.
    pub upgrade_on: Option<Date>,
    /// The weekly window.
    pub window: Option<Window>,
}

/// A weekly maintenance window as it is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// 1 (Monday) to 7 (Sunday).
    pub weekday: u8,
    /// `HH:MM`, local.
    pub starts: String,
    /// How long.
    pub minutes: u32,
    /// IANA name.
    pub time_zone: String,
}

/// Columns of what is written, in the order of [`written_values`].
const WRITTEN: &str = "slug, name, kind, environment, account_manager_name, account_manager_email, current_version, upgrade_version, \
     upgrade_on, window_weekday, window_starts, window_minutes, window_zone";

fn written_values(product: &NewProduct) -> [Value<'_>; 13] {
    let (manager, manager_email) = product.account_manager.as_ref().map(|(name, email)| (name.as_str(), email.as_str())).unzip();
    let window = product.window.as_ref();
    [
        (&product.slug).into(),
        (&product.name).into(),
        product.kind.unwrap_or(ProductKind::Other).slug().into(),
        (&product.environment).into(),
        manager.into(),
        manager_email.into(),
        (&product.current_version).into(),
        (&product.upgrade_version).into(),
        product.upgrade_on.map(|on| on.to_string()).into(),
        window.map(|window| i64::from(window.weekday)).into(),
        window.map(|window| window.starts.as_str()).into(),
        window.map(|window| i64::from(window.minutes)).into(),
        window.map(|window| window.time_zone.as_str()).into(),
    ]
}

/// Adds a product.
pub fn insert(tx: &mut Tx<'_>, organization_id: i64, product: &NewProduct, now: i64) -> Result<i64, StoreError> {
    let values: Vec<Value<'_>> = written_values(product).into_iter().chain([organization_id.into(), now.into()]).collect();
    tx.insert(
        &format!(
            "INSERT INTO products ({WRITTEN}, organization_id, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id"
        ),
        &values,
    )
}

/// Writes a product again; it stays with its organization.
pub fn update(tx: &mut Tx<'_>, id: i64, product: &NewProduct) -> Result<(), StoreError> {
    let values: Vec<Value<'_>> = written_values(product).into_iter().chain([id.into()]).collect();
    tx.execute(
        &format!("UPDATE products SET ({WRITTEN}, version) = ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, version + 1) WHERE id = $14"),
        &values,
    )?;
    Ok(())
}

/// A product as it is written down.
pub fn written(tx: &mut Tx<'_>, id: i64) -> Result<Option<NewProduct>, StoreError> {
    tx.first(&format!("SELECT {WRITTEN} FROM products WHERE id = $1"), &[id.into()], |row| {
        let corrupt = |_| StoreError::Corrupt("a maintenance window".to_owned());
        let window = match (row.opt_int(9)?, row.opt_text(10)?, row.opt_int(11)?, row.opt_text(12)?) {
            (Some(weekday), Some(starts), Some(minutes), Some(time_zone)) => Some(Window {
                weekday: u8::try_from(weekday).map_err(corrupt)?,
                starts,
                minutes: u32::try_from(minutes).map_err(corrupt)?,
                time_zone,
            }),
            _ => None,
        };
        Ok(NewProduct {
            slug: row.text(0)?,
            name: row.text(1)?,
            kind: Some(row.parsed(2)?),
            environment: row.opt_text(3)?,
            account_manager: row.opt_text(4)?.zip(row.opt_text(5)?),
            current_version: row.opt_text(6)?,
            upgrade_version: row.opt_text(7)?,
            upgrade_on: row.opt_parsed(8)?,
            window,
        })
    })
}

/// A product found by its slug.
pub struct Found {
    /// Product.
    pub id: i64,
    /// Whose it is.
    pub organization_id: i64,
    /// What comes next, and when.
    pub upgrade: Option<(String, Date)>,
}

/// The product with a slug, of one organization or of any.
pub fn by_slug(tx: &mut Tx<'_>, organization_id: Option<i64>, slug: &str) -> Result<Option<Found>, StoreError> {
    find(tx, "slug = $1", Value::from(slug), organization_id)
}

/// The product with an id.
pub fn by_id(tx: &mut Tx<'_>, id: i64) -> Result<Option<Found>, StoreError> {
    find(tx, "id = $1", Value::from(id), None)
}

fn find(tx: &mut Tx<'_>, condition: &str, value: Value<'_>, organization_id: Option<i64>) -> Result<Option<Found>, StoreError> {
    let mut values = vec![value];
    let whose = whose(organization_id, &mut values, "organization_id");
    let sql = format!("SELECT id, organization_id, upgrade_version, upgrade_on FROM products WHERE {condition} AND {whose}");
    tx.first(&sql, &values, |row| {
        let upgrade = row.opt_text(2)?.zip(row.opt_parsed(3)?);
        Ok(Found { id: row.int(0)?, organization_id: row.int(1)?, upgrade })
    })
}

fn whose(organization_id: Option<i64>, values: &mut Vec<Value<'_>>, column: &str) -> String {
    match organization_id {
        Some(id) => {
            values.push(id.into());
            format!("{column} = ${}", values.len())
        }
        None => "1 = 1".to_owned(),
    }
}

/// A product in full, but for what hangs on it.
pub struct Product {
    /// What the list shows.
    pub summary: ProductSummary,
    /// Product.
    pub id: i64,
    /// Whose it is.
    pub organization_id: i64,
    /// Where it runs.
    pub environment: Option<String>,
    /// Technical account manager.
    pub account_manager: Option<AccountManager>,
    /// What comes next.
    pub upgrade_version: Option<String>,
    /// And when.
    pub upgrade_on: Option<Date>,
    /// Grows with every edit.
    pub version: i64,
}

/// Products of one organization or of all, by name, after `after` (name and slug), or the one with a slug.
pub fn list(
    tx: &mut Tx<'_>,
    organization_id: Option<i64>,
    slug: Option<&str>,
    after: Option<(&str, &str)>,
    reader: (i64, bool),
    now: Timestamp,
    limit: usize,
) -> Result<Vec<Product>, StoreError> {
    let (name, after_slug) = after.unwrap_or_default();
    let (person_id, is_staff) = reader;
    let mut values: Vec<Value<'_>> = vec![name.into(), after_slug.into(), limit_value(limit), person_id.into(), is_staff.into()];
    let whose = whose(organization_id, &mut values, "p.organization_id");
    let one = match slug {
        Some(slug) => {
            values.push(slug.into());
            format!("p.slug = ${}", values.len())
        }
        None => "(p.name, p.slug) > ($1, $2)".to_owned(),
    };
    let sql = format!(
        "SELECT p.slug, p.name, p.kind, o.slug, o.name, p.current_version, p.window_weekday, p.window_starts, p.window_minutes, \
           p.window_zone, p.id, p.organization_id, p.environment, p.account_manager_name, p.account_manager_email, \
           p.upgrade_version, p.upgrade_on, p.version, \
           CASE WHEN $5 = 1 OR EXISTS (SELECT 1 FROM seats s WHERE s.person_id = $4 AND (s.product_id IS NULL OR s.product_id = p.id)) THEN 1 ELSE 0 END \
         FROM products p JOIN organizations o ON o.id = p.organization_id WHERE {whose} AND {one} ORDER BY p.name, p.slug LIMIT $3"
    );
    tx.query(&sql, &values, |row| {
        let account_manager = row.opt_text(13)?.zip(row.opt_text(14)?).map(|(name, email)| AccountManager { name, email });
        let summary = ProductSummary {
            slug: row.text(0)?,
            name: row.text(1)?,
            kind: row.parsed(2)?,
            organization: OrganizationRef { slug: row.text(3)?, name: row.text(4)? },
            current_version: row.opt_text(5)?,
            maintenance_window: window_at(row, 6, now)?,
            can_file: row.flag(18)?,
        };
        Ok(Product {
            summary,
            id: row.int(10)?,
            organization_id: row.int(11)?,
            environment: row.opt_text(12)?,
            account_manager,
            upgrade_version: row.opt_text(15)?,
            upgrade_on: row.opt_parsed(16)?,
            version: row.int(17)?,
        })
    })
}

fn window_at(row: &Row<'_>, column: usize, now: Timestamp) -> Result<Option<MaintenanceWindow>, StoreError> {
    let (Some(weekday), Some(starts), Some(minutes), Some(zone)) =
        (row.opt_int(column)?, row.opt_text(column + 1)?, row.opt_int(column + 2)?, row.opt_text(column + 3)?)
    else {
        return Ok(None);
    };
    let corrupt = || StoreError::Corrupt("a maintenance window".to_owned());
    let window = Window {
        weekday: u8::try_from(weekday).map_err(|_| corrupt())?,
        starts,
        minutes: u32::try_from(minutes).map_err(|_| corrupt())?,
        time_zone: zone,
    };
    let next = crate::domain::window::next(&window, now).ok_or_else(corrupt)?;
    let Window { weekday, starts, minutes, time_zone } = window;
    Ok(Some(MaintenanceWindow { weekday, starts, minutes, time_zone, next, under_way: next <= now }))
}

/// Active people whose seat reaches a product, by name, at most `limit`; those who were invited as long as that holds.
pub fn seats(tx: &mut Tx<'_>, organization_id: i64, product_id: i64, now: i64, limit: usize) -> Result<Vec<SeatView>, StoreError> {
    tx.query(
        "SELECT p.name, p.email, MAX(s.account_wide), MAX(s.held_until) FROM people p JOIN seats s ON s.person_id = p.id \
         WHERE p.organization_id = $1 AND p.is_active = 1 AND (s.product_id IS NULL OR s.product_id = $2) \
           AND (s.held_until IS NULL OR s.held_until > $4) \
         GROUP BY p.name, p.email ORDER BY p.name, p.email LIMIT $3",
        &[organization_id.into(), product_id.into(), limit_value(limit), now.into()],
        |row| {
            let held_until = row.opt_int(3)?.map(super::cases::time).transpose()?;
            Ok(SeatView { name: row.text(0)?, email: row.text(1)?, account_wide: row.flag(2)?, held_until })
        },
    )
}
