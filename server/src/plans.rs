//! placeholder until merge
use crate::store::{
    Store, StoreError,
    organizations::{self, NewPlan},
};
use std::path::Path;
pub fn seed_folder(folder: &Path) -> Result<(), StoreError> {
    let store = Store::open(folder, Box::new(|_| {}))?;
    let rt = std::thread::spawn(move || {
        let rt = tokio::runtime::Builder::new_current_thread().build().unwrap();
        rt.block_on(async {
            let r: Result<(), StoreError> = store
                .write(|tx| {
                    if organizations::has_plans(tx)? {
                        return Ok(());
                    }
                    for plan in crate::demo::plans().unwrap() {
                        let targets: Vec<_> = plan.first_response.iter().map(|p| (p.severity, p.target)).collect();
                        organizations::insert_plan(
                            tx,
                            &NewPlan {
                                slug: &plan.slug,
                                name: &plan.name,
                                seats: plan.seats,
                                seat_counts: plan.counts,
                                has_account_manager: plan.has_account_manager,
                                is_trial: plan.is_trial,
                                targets: &targets,
                            },
                        )?;
                    }
                    Ok(())
                })
                .await;
            r
        })
        .unwrap();
        store.close();
    });
    rt.join().unwrap();
    Ok(())
}
