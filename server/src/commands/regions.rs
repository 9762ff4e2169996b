//! Regions with their hours and holidays, as Admins edit them, and what follows from them for a case (C1).

use caseport_shared::api::product::Promise;
use caseport_shared::api::region::{Holiday, RegionHours, RegionList, RegionView};
use caseport_shared::hours;
use caseport_shared::limits::{HOLIDAYS_PER_REGION, NAME_CHARS};
use caseport_shared::organization::Region;
use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;

use super::error::{invalid, stale, too_many};
use super::{Context, Error, changes, field};
use crate::domain::case::Case;
use crate::policy::desk::{DeskAction, may};
use crate::store::{StoreError, Tx, events, organizations, regions};

/// All regions.
pub fn list(tx: &mut Tx<'_>, context: &Context) -> Result<RegionList, Error> {
    may(&context.actor, DeskAction::Look)?;
    let mut found = Vec::new();
    for region in Region::ALL {
        found.extend(regions::get(tx, *region)?);
    }
    Ok(RegionList { regions: found })
}

/// One region.
pub fn view(tx: &mut Tx<'_>, context: &Context, region: Region) -> Result<RegionView, Error> {
    may(&context.actor, DeskAction::Look)?;
    regions::get(tx, region)?.ok_or(Error::NotFound)
}

/// Writes a region's hours again, if it is still at the version that the editor saw.
pub fn save(tx: &mut Tx<'_>, context: &Context, region: Region, version: i64, hours: &RegionHours) -> Result<RegionView, Error> {
    may(&context.actor, DeskAction::Administer)?;
    let before = regions::get(tx, region)?.ok_or(Error::NotFound)?;
    if before.version != version {
        return Err(stale("the region", &before));
    }
    let hours = check(hours)?;
    if hours == before.hours {
        return Ok(before);
    }
    regions::update(tx, region, &hours)?;
    let detail = changes::between(&before.hours, &hours);
    events::append_detail(tx, regions::subject(region), context.did(), "region-edited", &detail)?;
    view(tx, context, region)
}

/// Cleans a region's hours, and sees that they can be so.
pub(crate) fn check(hours: &RegionHours) -> Result<RegionHours, Error> {
    if TimeZone::get(&hours.time_zone).is_err() {
        return Err(invalid("time_zone", "there is no such time zone; write an IANA name such as Europe/Berlin"));
    }
    let time = |name: &str, text: &str| Time::strptime("%H:%M", text).map_err(|_| invalid(name, format!("{name} is a time such as 09:00")));
    let (opens, closes) = (time("opens", &hours.opens)?, time("closes", &hours.closes)?);
    if closes <= opens {
        return Err(invalid("closes", "support closes later than it opens"));
    }
    if hours.holidays.len() > HOLIDAYS_PER_REGION {
        return Err(too_many("holidays", HOLIDAYS_PER_REGION));
    }
    let clean = |holiday: &Holiday| Ok(Holiday { day: holiday.day, name: field::line("holidays", &holiday.name, NAME_CHARS)? });
    let mut holidays = hours.holidays.iter().map(clean).collect::<Result<Vec<_>, Error>>()?;
    holidays.sort_by_key(|holiday| holiday.day);
    if let Some([twice, _]) = holidays.array_windows().find(|[one, next]| one.day == next.day) {
        return Err(invalid("holidays", format!("{} is there twice", twice.day)));
    }
    let written = |time: Time| time.strftime("%H:%M").to_string();
    Ok(RegionHours { time_zone: hours.time_zone.clone(), opens: written(opens), closes: written(closes), holidays })
}

/// What was promised for a case, and until when by the hours of its organization's region.
pub(super) fn promise(tx: &mut Tx<'_>, case: &Case) -> Result<Option<Promise>, Error> {
    let Some(promise) = organizations::promise(tx, case.organization_id, case.severity)? else { return Ok(None) };
    let filed = Timestamp::from_millisecond(case.created_at).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let calendar = regions::hours_of(tx, case.organization_id, filed.to_zoned(TimeZone::UTC).date())?;
    Ok(Some(Promise { due_at: calendar.and_then(|calendar| hours::due(filed, promise.target, &calendar)), ..promise }))
}
