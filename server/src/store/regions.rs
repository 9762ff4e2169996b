//! Regions with their hours and holidays.

use caseport_shared::api::region::{Holiday, RegionHours, RegionView};
use caseport_shared::hours::BusinessHours;
use caseport_shared::organization::Region;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use super::{Row, StoreError, Tx};

/// A region is the subject of facts by its place among all, for it has no other number.
pub fn subject(region: Region) -> (&'static str, i64) {
    let place = Region::ALL.iter().position(|one| *one == region).unwrap_or_default();
    ("region", i64::try_from(place).unwrap_or(i64::MAX))
}

/// Whether there are any.
pub fn has_any(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    Ok(tx.first("SELECT 1 FROM regions LIMIT 1", &[], |row| row.int(0))?.is_some())
}

/// Adds a region.
pub fn insert(tx: &mut Tx<'_>, region: Region, hours: &RegionHours) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO regions (slug, time_zone, opens, closes, version) VALUES ($1, $2, $3, $4, 1)",
        &[region.slug().into(), (&hours.time_zone).into(), (&hours.opens).into(), (&hours.closes).into()],
    )?;
    insert_holidays(tx, region, &hours.holidays)
}

/// Writes a region again.
pub fn update(tx: &mut Tx<'_>, region: Region, hours: &RegionHours) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE regions SET time_zone = $1, opens = $2, closes = $3, version = version + 1 WHERE slug = $4",
        &[(&hours.time_zone).into(), (&hours.opens).into(), (&hours.closes).into(), region.slug().into()],
    )?;
    tx.execute("DELETE FROM holidays WHERE region = $1", &[region.slug().into()])?;
    insert_holidays(tx, region, &hours.holidays)
}

fn insert_holidays(tx: &mut Tx<'_>, region: Region, holidays: &[Holiday]) -> Result<(), StoreError> {
    for holiday in holidays {
        tx.execute(
            "INSERT INTO holidays (region, day, name) VALUES ($1, $2, $3)",
            &[region.slug().into(), holiday.day.to_string().into(), (&holiday.name).into()],
        )?;
    }
    Ok(())
}

/// A region with its holidays.
pub fn get(tx: &mut Tx<'_>, region: Region) -> Result<Option<RegionView>, StoreError> {
    let read = |row: &Row<'_>| {
        let hours = RegionHours { time_zone: row.text(0)?, opens: row.text(1)?, closes: row.text(2)?, holidays: Vec::new() };
        Ok(RegionView { region, version: row.int(3)?, hours })
    };
    let found = tx.first("SELECT time_zone, opens, closes, version FROM regions WHERE slug = $1", &[region.slug().into()], read)?;
    let Some(mut view) = found else { return Ok(None) };
    view.hours.holidays = tx.query("SELECT day, name FROM holidays WHERE region = $1 ORDER BY day", &[region.slug().into()], |row| {
        Ok(Holiday { day: row.parsed(0)?, name: row.text(1)? })
    })?;
    Ok(Some(view))
}

/// The hours of an organization's region, for what is promised from a day on.
pub fn hours_of(tx: &mut Tx<'_>, organization_id: i64, from: Date) -> Result<Option<BusinessHours>, StoreError> {
    let found = tx.first(
        "SELECT r.slug, r.time_zone, r.opens, r.closes FROM regions r JOIN organizations o ON o.region = r.slug WHERE o.id = $1",
        &[organization_id.into()],
        |row| Ok((row.text(0)?, row.text(1)?, row.text(2)?, row.text(3)?)),
    )?;
    let Some((region, zone, opens, closes)) = found else { return Ok(None) };
    let corrupt = |_| StoreError::Corrupt("the hours of a region".to_owned());
    let time = |text: &str| Time::strptime("%H:%M", text).map_err(corrupt);
    // The first day in the region's zone may be the day before.
    let from = from.yesterday().unwrap_or(from).to_string();
    let holidays =
        tx.query("SELECT day FROM holidays WHERE region = $1 AND day >= $2", &[region.into(), from.into()], |row| row.parsed::<Date>(0))?;
    Ok(Some(BusinessHours {
        zone: TimeZone::get(&zone).map_err(corrupt)?,
        opens: time(&opens)?,
        closes: time(&closes)?,
        holidays: holidays.into_iter().collect(),
    }))
}
