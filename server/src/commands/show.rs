//! What readers are shown of a case, its timeline apart: the view, its files, one comment.

use caseport_shared::api::attachment::FileList;
use caseport_shared::api::case::CaseView;
use caseport_shared::api::comment::CommentView;
use caseport_shared::case::{CaseAction, CaseNumber};
use caseport_shared::comment::CommentRef;

use super::{Context, Error, Loaded, load, regions, requests};
use crate::policy;
use crate::store::cases::Shown;
use crate::store::{Tx, attachments, cases, comments, people};

/// A case with everything but its timeline.
pub fn case(tx: &mut Tx<'_>, context: &Context, number: CaseNumber) -> Result<CaseView, Error> {
    let loaded = load(tx, context, number, CaseAction::View)?;
    view(tx, context, &loaded)
}

/// The view of a case that has been loaded.
pub(super) fn view(tx: &mut Tx<'_>, context: &Context, loaded: &Loaded) -> Result<CaseView, Error> {
    let Loaded { case, relation } = loaded;
    let side = context.actor.side();
    let filed_by = if case.filed_by_id == case.requester_id { None } else { Some(people::named(tx, case.filed_by_id, side)?) };
    let promise = match case.first_answer_at {
        Some(_) => None,
        None => regions::promise(tx, case)?,
    };
    let Shown { summary, description, description_redacted, seen } = cases::shown(tx, case, context.reader())?;
    let [category, subcategory] = cases::categories(tx, case)?;
    Ok(CaseView {
        summary,
        version: case.version_for(side),
        description,
        description_redacted,
        files: attachments::of_case(tx, context.scope(), case.id, true, side)?.into_iter().map(|file| file.view).collect(),
        category,
        subcategory,
        filed_by,
        watchers: cases::watchers(tx, case.id, side)?.into_iter().map(|(_, person)| person).collect(),
        request: requests::view(tx, context, case)?,
        promise,
        latest: case.latest_for(side),
        seen,
        can: policy::can(*relation, case),
    })
}

/// All files of a case.
pub fn files(tx: &mut Tx<'_>, context: &Context, number: CaseNumber) -> Result<FileList, Error> {
    let Loaded { case, .. } = load(tx, context, number, CaseAction::View)?;
    let files = attachments::of_case(tx, context.scope(), case.id, false, context.actor.side())?;
    Ok(FileList { files: files.into_iter().map(|file| file.view).collect() })
}

/// A comment with its files, as the actor sees it.
pub(super) fn comment(tx: &mut Tx<'_>, context: &Context, case_id: i64, reference: CommentRef) -> Result<CommentView, Error> {
    let side = context.actor.side();
    let found = comments::get(tx, case_id, reference, side)?.ok_or(Error::NotFound)?;
    let files = attachments::of_comments(tx, &[found.id], side)?.into_iter().map(|file| file.view).collect();
    Ok(CommentView { files, ..found.view })
}
