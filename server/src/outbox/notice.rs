//! The email of a notice: what support says, where it stands, and for those without a seat how to ask for one.

use caseport_shared::text::{block, inline};

use super::reader::Reader;
use crate::store::notices::posted;
use crate::store::{StoreError, Tx};

/// The subject and text of a notice for one reader, in their words and zone; `None` for one that was withdrawn meanwhile.
/// `person_id` is absent for somebody who is no person of the portal.
///
/// # Errors
/// Those of the store.
pub fn notice(tx: &mut Tx<'_>, notice_id: i64, person_id: Option<i64>, reader: &Reader) -> Result<Option<(String, String)>, StoreError> {
    let strings = &reader.strings;
    let Some(posted) = posted(tx, notice_id, person_id)?.filter(|posted| !posted.is_withdrawn) else { return Ok(None) };
    let product = inline(&posted.product).into_owned();
    let subject = strings.text_with(
        &format!("mail-notice-subject-{}", posted.notice.kind),
        &[("product", product.clone().into()), ("subject", inline(&posted.notice.subject).into())],
    );
    let until = reader.times.stamp(posted.notice.ends_at);
    let mut parts = vec![
        block(&posted.notice.body).trim_end().to_owned(),
        strings.text_with("mail-notice-until", &[("product", product.into()), ("until", until.into())]),
    ];
    parts.push(if posted.has_seat {
        let command = format!("caseport product view {}", posted.slug);
        strings.text_with("mail-notice-look", &[("command", command.into())])
    } else {
        strings.text_with("mail-notice-ask", &[("command", "caseport access request".into())])
    });
    Ok(Some((subject, parts.join("\n\n"))))
}
