//! Carries out what screens ask about the desk.

use std::io::Write as _;

use crate::api::{Api, ApiResult, FileError};
use crate::effect::{Answer, DeskAnswer, DeskCall};
use crate::host::place_for;

/// Asks the server.
pub(super) async fn ask(api: &Api, call: DeskCall) -> ApiResult<Answer> {
    let answer = match call {
        DeskCall::Plans => DeskAnswer::Plans(api.plans().await?),
        DeskCall::SavePlan(slug, version, save, key) => return api.save_plan(&slug, version, &save, key).await.map(|_| Answer::Done),
        DeskCall::Regions => DeskAnswer::Regions(api.regions().await?),
        DeskCall::SaveRegion(region, version, hours, key) => {
            return api.save_region(region, version, &hours, key).await.map(|_| Answer::Done);
        }
        DeskCall::Organizations(cursor) => DeskAnswer::Organizations(api.organizations(cursor.as_deref()).await?),
        DeskCall::Organization(slug) => DeskAnswer::Organization(api.organization(&slug).await?),
        DeskCall::EditOrganization(slug, version, edit, key) => {
            return api.edit_organization(&slug, version, &edit, key).await.map(|_| Answer::Done);
        }
        DeskCall::Audit(query, cursor) => DeskAnswer::Audit(api.audit(&query, cursor.as_deref(), None).await?),
        DeskCall::CreateProduct(new, key) => DeskAnswer::Product(Box::new(api.create_product(&new, key).await?)),
        DeskCall::EditProduct(slug, version, edit, key) => {
            DeskAnswer::Product(Box::new(api.edit_product(&slug, version, &edit, key).await?))
        }
        DeskCall::Categories(slug) => DeskAnswer::Categories(api.category_tree(&slug).await?),
        DeskCall::AddCategory(slug, new, key) => DeskAnswer::Categories(api.add_category(&slug, &new, key).await?),
        DeskCall::EditCategory(slug, edit, key) => DeskAnswer::Categories(api.edit_category(&slug, &edit, key).await?),
        DeskCall::SaveContact(slug, email, save) => return api.save_contact(&slug, &email, &save).await.map(|_| Answer::Done),
        DeskCall::RemoveContact(slug, email, key) => return api.remove_contact(&slug, &email, key).await.map(|()| Answer::Done),
        DeskCall::PreviewNotice(product, new) => DeskAnswer::Notice(api.preview_notice(&product, &new).await?),
        DeskCall::WriteNotice(product, new, key) => DeskAnswer::Notice(api.write_notice(&product, &new, key).await?),
        DeskCall::WithdrawNotice(product, number, key) => return api.withdraw_notice(&product, number, key).await.map(|()| Answer::Done),
    };
    Ok(Answer::Desk(Box::new(answer)))
}

/// Saves a product's maintenance window as an iCalendar file, never over another file; where it is.
pub(super) async fn save_window(api: &Api, slug: &str, to: std::path::PathBuf) -> ApiResult<std::path::PathBuf> {
    let file = api.window_file(slug).await?;
    let place = place_for(to, &format!("{slug}.ics"));
    // Where a name alone would be is known to nobody.
    let place = std::path::absolute(&place).unwrap_or(place);
    let written = std::fs::File::create_new(&place).and_then(|mut out| out.write_all(file.as_bytes()));
    written.map_err(|error| FileError::Write { kind: error.kind(), detail: error.to_string() })?;
    Ok(place)
}
