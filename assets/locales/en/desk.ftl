# Words of the desk: plans, hours, organizations, products, notices, the audit.

mail-notice-subject-maintenance = { $product }: { $subject }
mail-notice-subject-incident = Incident, { $product }: { $subject }
mail-notice-until = This notice about { $product } stands until { $until }.
mail-notice-look = To look at it in the portal: { $command }
mail-notice-ask = You are on the notification list of this product, but hold no seat in the portal. To ask for access: { $command }
